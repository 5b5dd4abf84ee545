using AcrImport.Azure.Arm.Wire;
using AcrImport.Azure.Auth;
using AcrImport.Azure.Http;

namespace AcrImport.Azure.Arm;

/// <summary>Starts imports and asks how they stand. Azure.ResourceManager.ContainerRegistry could take this file's place.</summary>
internal sealed class ArmImportClient(ArmClient arm)
{
    public async Task<OperationState> StartAsync(ImportRequest request, CancellationToken cancellation)
    {
        var id = request.OperationId.ToString();
        ServiceReply reply;
        try
        {
            reply = await arm.PostOnceAsync(
                ArmUris.ImportImage(arm.Endpoint, request.Registry.Id), Content(request).ToJson(), id, cancellation).ConfigureAwait(false);
        }
        catch (AcrImportException lost) when (lost.Kind == AcrErrorKind.ServiceError)
        {
            throw Unknown(request, lost.Message, lost);
        }
        catch (AcrImportException unsent)
        {
            throw unsent.Retold($"The import of {request.Source} into {request.Registry.LoginServer} was not started: {unsent.Message}", operationId: id);
        }

        return reply.Status switch
        {
            200 or 201 or 202 or 204 => Accepted(request, reply),
            408 or >= 500 => throw Unknown(request, $"Azure Resource Manager answered HTTP {reply.Status}.", ArmErrors.From(reply, "the import", id)),
            _ => throw ArmErrors.From(reply, $"to import {request.Source} into the registry '{request.Registry.Name}'", id),
        };
    }

    public async Task<OperationState> GetAsync(ImportSubject subject, OperationState running, IImportLog log, CancellationToken cancellation)
    {
        var reply = await arm.GetAsync(Trusted(running.StatusUrl!), cancellation).ConfigureAwait(false);
        log.Verbose($"Operation {subject.OperationId}: HTTP {reply.Status}{Told(reply)}.");
        return ArmOperation.Read(reply, subject, running.StatusUrl, Own);
    }

    private static ContainerRegistryImportImageContent Content(ImportRequest request)
    {
        var source = new ContainerRegistryImportSource(request.SourceImage)
        {
            ResourceId = request.Source.ResourceId?.ToString(),
            RegistryAddress = request.Source.ResourceId is null ? request.Source.Host!.ToString() : null,
            Credentials = Credentials(request.Credential),
        };
        var content = new ContainerRegistryImportImageContent(source)
        {
            Mode = request.Mode == ImportMode.Force ? ContainerRegistryImportMode.Force : ContainerRegistryImportMode.NoForce,
        };
        foreach (var target in request.Targets)
        {
            content.TargetTags.Add(target.ToString());
        }

        foreach (var repository in request.UntaggedTargets)
        {
            content.UntaggedTargetRepositories.Add(repository);
        }

        return content;
    }

    private static ContainerRegistryImportSourceCredentials? Credentials(SourceCredential? credential) =>
        credential is null ? null : new(SecretText.Read(credential.Password)) { Username = credential.UserName };

    private OperationState Accepted(ImportRequest request, ServiceReply reply)
    {
        try
        {
            return ArmOperation.Read(reply, request.Subject, previous: null, Own);
        }
        catch (AcrImportException unusable)
        {
            throw Unknown(request, $"The import was accepted, but {unusable.Message}", unusable);
        }
    }

    // A handle may come from a file, so its address is held against the endpoint like one that the service has just sent. Asking again changes nothing.
    private Uri Trusted(Uri address)
    {
        try
        {
            return Own(address.AbsoluteUri);
        }
        catch (AcrImportException foreign)
        {
            throw foreign.Retold(foreign.Message, AcrErrorKind.InvalidRequest);
        }
    }

    private Uri Own(string location) => arm.OwnAddress(location, "the state of an import");

    private static string Told(ServiceReply reply) => reply.Json.Text("status") is { } status ? ", " + ControlCharacters.Escape(status) : string.Empty;

    private static AcrImportException Unknown(ImportRequest request, string why, AcrImportException cause) => cause.Retold(
        $"It is not known whether the import of {request.Source} into the registry '{request.Registry.Name}' was begun. {why}",
        AcrErrorKind.ImportOutcomeUnknown,
        request.OperationId.ToString());
}
