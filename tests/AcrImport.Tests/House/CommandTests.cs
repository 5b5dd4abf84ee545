using System.Management.Automation;
using System.Reflection;
using AcrImport.Commands;

namespace AcrImport.Tests.House;

public sealed class CommandTests
{
    private static readonly Type[] Commands =
        [.. typeof(AcrCmdlet).Assembly.GetTypes().Where(type => type.GetCustomAttribute<CmdletAttribute>() is not null)];

    [Fact]
    public void Exported_names_are_the_files_in_Commands()
    {
        var files = Repository.SourceFiles("src/AcrImport/Commands").Select(Path.GetFileNameWithoutExtension)
            .Where(name => name!.EndsWith("Command", StringComparison.Ordinal)).Order();
        Assert.Equal(files, Commands.Select(type => type.Name).Order());
        Assert.Equal(Repository.ExportedCmdlets.Order(), Commands.Select(NameOf).Order());
    }

    [Fact]
    public void A_command_is_sealed_says_what_it_returns_and_is_named_like_its_class() => Assert.All(Commands, type =>
    {
        Assert.True(type.IsSealed, $"{type.Name} is not sealed.");
        Assert.NotEmpty(type.GetCustomAttributes<OutputTypeAttribute>());
        Assert.Equal(NameOf(type).Replace("-", string.Empty, StringComparison.Ordinal) + "Command", type.Name);
        Assert.StartsWith("Acr", type.GetCustomAttribute<CmdletAttribute>()!.NounName, StringComparison.Ordinal);
    });

    [Fact]
    public void No_parameter_takes_a_secret_as_plain_text() => Assert.All(
        Commands.SelectMany(type => type.GetProperties()).Where(property => property.GetCustomAttribute<ParameterAttribute>() is not null),
        property => Assert.False(
            property.PropertyType == typeof(string) && (property.Name.Contains("Password", StringComparison.Ordinal) || property.Name.Contains("Token", StringComparison.Ordinal)),
            $"{property.DeclaringType!.Name}.{property.Name} takes a secret as plain text."));

    private static string NameOf(Type type)
    {
        var cmdlet = type.GetCustomAttribute<CmdletAttribute>()!;
        return $"{cmdlet.VerbName}-{cmdlet.NounName}";
    }
}
