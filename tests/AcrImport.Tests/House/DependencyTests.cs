using System.Reflection;
using AcrImport.Azure;
using AcrImport.Commands;

namespace AcrImport.Tests.House;

public sealed class DependencyTests
{
    private static readonly Assembly Core = typeof(ImageReference).Assembly;
    private static readonly Assembly Commands = typeof(ImportAcrImageCommand).Assembly;
    private static readonly Assembly Azure = typeof(AzureBackendFactory).Assembly;

    [Fact]
    public void Core_stands_on_the_base_library_alone() =>
        Assert.Equal(["netstandard"], Names(Core));

    [Fact]
    public void Commands_know_Core_and_PowerShell_and_no_Azure() =>
        Assert.Equal(["AcrImport.Core", "System.Management.Automation"], Names(Commands).Where(name => !IsBaseLibrary(name)).Order());

    [Fact]
    public void Azure_knows_Core_and_no_PowerShell() =>
        Assert.DoesNotContain(Names(Azure), name => name is "AcrImport" or "System.Management.Automation");

    [Fact]
    public void Azure_shows_one_type_to_the_door() =>
        Assert.Equal([typeof(AzureBackendFactory)], Azure.GetExportedTypes());

    [Fact]
    public void No_public_signature_mentions_an_Azure_type() =>
        Assert.DoesNotContain(Core.GetExportedTypes().Concat(Commands.GetExportedTypes()).SelectMany(MentionedTypes), IsAzure);

    private static IEnumerable<string> Names(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);

    private static bool IsBaseLibrary(string name) => name == "netstandard" || (name.StartsWith("System.", StringComparison.Ordinal) && name != "System.Management.Automation");

    private static IEnumerable<Type> MentionedTypes(Type type)
    {
        const BindingFlags Visible = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var mentioned = type.GetInterfaces().Append(type.BaseType ?? typeof(object))
            .Concat(type.GetProperties(Visible).Select(property => property.PropertyType))
            .Concat(type.GetMethods(Visible).SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)))
            .Concat(type.GetConstructors(Visible).SelectMany(constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType)));
        return mentioned.SelectMany(WithArguments);
    }

    private static IEnumerable<Type> WithArguments(Type type) => type.GetGenericArguments().SelectMany(WithArguments).Append(type);

    private static bool IsAzure(Type type) =>
        type.Assembly.GetName().Name is { } name && (name.StartsWith("Azure.", StringComparison.Ordinal) || name.StartsWith("Microsoft.Identity", StringComparison.Ordinal));
}
