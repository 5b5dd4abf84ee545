using System.Globalization;
using AcrImport.Emulator.Storage;
using AcrImport.Emulator.Tokens;
using Microsoft.AspNetCore.Http.Features;

namespace AcrImport.Emulator.Registries.Push;

/// <summary>Takes blobs, at once or in parts. Source: OCI distribution specification, "Pushing blobs".</summary>
internal sealed class UploadEndpoint(RegistryStore store, RegistryWriter writer, UploadSessions sessions, TokenAccess access)
{
    public async Task<IResult> AnswerAsync(HttpContext context, RegistryPath path)
    {
        // Layers have no limit but the disk's.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        if (RegistryError.DisallowedBy(ItemLocks.Write, store.FindRepository(path.Repository)?.Locks) is { } locked)
        {
            return locked;
        }

        if (path.Item.Length == 0)
        {
            return HttpMethods.IsPost(context.Request.Method) ? await BeginAsync(context, path.Repository) : RegistryError.Unsupported();
        }

        if (sessions.Find(path.Repository, path.Item) is not { } session)
        {
            return RegistryError.UploadUnknown();
        }

        await session.Turn.WaitAsync(context.RequestAborted);
        try
        {
            return context.Request.Method switch
            {
                "GET" or "HEAD" => Progress(context, session, StatusCodes.Status204NoContent),
                "PATCH" => await AppendAsync(context, session) ?? Progress(context, session, StatusCodes.Status202Accepted),
                "PUT" => await AppendAsync(context, session) ?? await CompleteAsync(context, session),
                "DELETE" => await CancelAsync(session),
                _ => RegistryError.Unsupported(),
            };
        }
        finally
        {
            if (sessions.Find(path.Repository, path.Item) is not null)
            {
                session.Turn.Release();
            }
        }
    }

    private async Task<IResult> BeginAsync(HttpContext context, string repository)
    {
        var query = context.Request.Query;
        if (Digest.TryParse(query["mount"], out var mounted)
            && query["from"].ToString() is { Length: > 0 } from
            && store.FindBlobLength(from, mounted) is not null
            && await MayPullAsync(context, from))
        {
            await writer.HoldAsync(repository, mounted, () => throw new InvalidOperationException("A mounted blob is in the store."), context.RequestAborted);
            return Created(context, repository, mounted);
        }

        var session = sessions.Begin(repository);
        return query.ContainsKey("digest")
            ? await AppendAsync(context, session) ?? await CompleteAsync(context, session)
            : Progress(context, session, StatusCodes.Status202Accepted);
    }

    // Who may not pull there gets an upload as where the blob is not there, and so does not learn that it is.
    private async Task<bool> MayPullAsync(HttpContext context, string repository) =>
        RegistryError.DisallowedBy(ItemLocks.Read, store.FindRepository(repository)?.Locks) is null
        && await access.IsGrantedAsync(context.Request, [RepositoryScope.Of(repository, RepositoryScope.Pull)]);

    private static async Task<RegistryError?> AppendAsync(HttpContext context, UploadSession session)
    {
        if (context.Request.Headers.ContentRange.ToString() is { Length: > 0 } range
            && (!long.TryParse(range.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var start) || start != session.Length))
        {
            WriteProgress(context, session);
            return RegistryError.RangeInvalid();
        }

        await session.AppendAsync(context.Request.Body, context.RequestAborted);
        return null;
    }

    private async Task<IResult> CompleteAsync(HttpContext context, UploadSession session)
    {
        var text = context.Request.Query["digest"].ToString();
        if (!Digest.TryParse(text, out var digest))
        {
            return RegistryError.DigestInvalid(text);
        }

        try
        {
            // Also where the store has the blob already: who pushes rubbish is to hear of it.
            await VerifiedCopy.CopyAsync(session.Rewind(), Stream.Null, digest, context.RequestAborted);
            await writer.HoldAsync(session.Repository, digest, session.Rewind, context.RequestAborted);
        }
        catch (DigestMismatchException)
        {
            return RegistryError.DigestInvalid(text);
        }
        finally
        {
            await sessions.EndAsync(session);
        }

        return Created(context, session.Repository, digest);
    }

    private async Task<IResult> CancelAsync(UploadSession session)
    {
        await sessions.EndAsync(session);
        return Results.NoContent();
    }

    private static IResult Created(HttpContext context, string repository, Digest digest)
    {
        context.Response.Headers.Location = $"/v2/{repository}/blobs/{digest}";
        context.Response.Headers["Docker-Content-Digest"] = digest.ToString();
        return Results.StatusCode(StatusCodes.Status201Created);
    }

    private static IResult Progress(HttpContext context, UploadSession session, int status)
    {
        WriteProgress(context, session);
        return Results.StatusCode(status);
    }

    private static void WriteProgress(HttpContext context, UploadSession session)
    {
        context.Response.Headers.Location = $"/v2/{session.Repository}/blobs/uploads/{session.Id}";
        context.Response.Headers["Docker-Upload-UUID"] = session.Id.ToString();
        context.Response.Headers.Range = string.Create(CultureInfo.InvariantCulture, $"0-{Math.Max(0, session.Length - 1)}");
    }
}
