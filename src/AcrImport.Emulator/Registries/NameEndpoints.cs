using AcrImport.Emulator.Hosting;
using AcrImport.Emulator.Storage;

namespace AcrImport.Emulator.Registries;

/// <summary>Lists names: a registry's repositories, and a repository's tags as the distribution specification wants them.</summary>
internal sealed class NameEndpoints(RegistryStore store)
{
    public IResult Repositories(HttpContext context)
    {
        if (!PageQuery.TryRead(context.Request, out var query, out var error))
        {
            return error;
        }

        // Names have no time of their own here, so every order is the order of names.
        var names = store.ListRepositories(query.PageAndOne with { Order = PageOrder.None });
        return new JsonResult(new { repositories = query.Cut(context, names, name => new PagePosition(name)) });
    }

    public IResult Tags(HttpContext context, RegistryPath path)
    {
        if (!PageQuery.TryRead(context.Request, out var query, out var error))
        {
            return error;
        }

        if (store.FindRepository(path.Repository) is null)
        {
            return RegistryError.NameUnknown(path.Repository);
        }

        var tags = query.Cut(context, store.ListTags(path.Repository, query.PageAndOne), tag => new PagePosition(tag.Name, tag.Updated));
        return new JsonResult(new { name = path.Repository, tags = tags.Select(tag => tag.Name) });
    }
}
