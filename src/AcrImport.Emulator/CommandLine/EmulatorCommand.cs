using System.CommandLine;
using System.CommandLine.Parsing;
using AcrImport.Emulator.Access;

namespace AcrImport.Emulator.CommandLine;

/// <summary>The command line of the program.</summary>
internal static class EmulatorCommand
{
    public static RootCommand Create()
    {
        var registries = new Option<string[]>("--registry")
        {
            Description = "A registry to start, 5 to 50 letters and digits, and its traits: " + RegistryTraits.Form + ". Repeatable.",
            HelpName = "NAME[,TRAIT=VALUE]...",
            DefaultValueFactory = _ => ["myregistry"],
        };
        var principals = new Option<string[]>("--principal")
        {
            Description = "A service principal with certain roles, for example ci,AcrImport@prod,AcrPull. Repeatable. The emulator's own may do "
                + "everything. The roles are: " + string.Join(", ", Roles.Names) + ".",
            HelpName = "NAME[,ROLE[@REGISTRY]]...[,secret=SECRET]",
        };
        var upstreams = new Option<string[]>("--upstream")
        {
            Description = "Where imports find a registry, for example docker.io=http://127.0.0.1:5000. Repeatable. "
                + "docker.io is a registry of sample images unless it is given.",
            HelpName = "HOST=URL",
        };
        var data = new Option<string?>("--data") { Description = "A directory that keeps the registries' content. In memory without it.", HelpName = "DIR" };
        var delay = new Option<TimeSpan>("--import-delay")
        {
            Description = "How long an import takes at least, for example 2s or 500ms.",
            HelpName = "DURATION",
            CustomParser = Read(Duration.Parse),
        };
        var retryAfter = new Option<TimeSpan>("--retry-after")
        {
            Description = "The seconds that Retry-After says while an import runs.",
            HelpName = "SECONDS",
            CustomParser = Read(Duration.ParseSeconds),
            DefaultValueFactory = _ => new EmulatorOptions().RetryAfter,
        };
        var pullLimit = new Option<int>("--docker-hub-pull-limit")
        {
            Description = "How many images can be pulled from the sample registry within six hours; Docker Hub itself allows 100.",
            HelpName = "NUMBER",
            DefaultValueFactory = _ => new EmulatorOptions().DockerHubPullLimit,
        };
        var nullBody = new Option<bool>("--null-body") { Description = "Answer importImage with the body \"null\", as until about 2022, instead of none." };
        var faults = new Option<string?>("--faults")
        {
            Description = "A JSON file of what is to go wrong: {\"seed\":7,\"faults\":[{\"kind\":\"throttle\",\"plane\":\"arm\",\"count\":1,\"seconds\":10}]}. "
                + "GET, PUT, POST and DELETE of /emulator/faults change it while the emulator runs.",
            HelpName = "FILE",
        };
        var connectionFile = new Option<string?>("--connection-file")
        {
            Description = "Where to write what clients need, secret included. In a new private directory without it.",
            HelpName = "PATH",
        };
        var synthesize = new Option<string[]>("--synthesize")
        {
            Description = "A repository with so many tags that is stored nowhere, for tests of lists. Repeatable.",
            HelpName = "REGISTRY/REPOSITORY=COUNT",
        };
        var stopWithInput = new Option<bool>("--stop-with-input") { Description = "Stop when standard input ends." };
        var verbose = new Option<bool>("--verbose") { Description = "Write each request as one line to standard error." };
        var command = new RootCommand("Azure sign-in, Resource Manager and container registries on this machine, for trying and testing imports.")
        {
            registries, principals, upstreams, data, delay, retryAfter, pullLimit, nullBody, faults, connectionFile, synthesize, stopWithInput, verbose,
        };
        command.SetAction((parsed, cancellation) => EmulatorProgram.RunAsync(
            parsed.InvocationConfiguration,
            () => new EmulatorOptions
            {
                Registries = [.. parsed.GetRequiredValue(registries).Select(EmulatorRegistryOptions.Parse)],
                Principals = [.. (parsed.GetValue(principals) ?? []).Select(EmulatorPrincipalOptions.Parse)],
                Upstreams = UpstreamList.Parse(parsed.GetValue(upstreams) ?? []),
                DataDirectory = parsed.GetValue(data),
                ImportDelay = parsed.GetValue(delay),
                RetryAfter = parsed.GetRequiredValue(retryAfter),
                DockerHubPullLimit = parsed.GetRequiredValue(pullLimit),
                NullBody = parsed.GetValue(nullBody),
                FaultsFile = parsed.GetValue(faults),
                Synthesized = SynthesizedList.Parse(parsed.GetValue(synthesize) ?? []),
                ConnectionFile = parsed.GetValue(connectionFile),
                RequestLog = parsed.GetValue(verbose) ? parsed.InvocationConfiguration.Error : null,
            },
            parsed.GetValue(stopWithInput),
            cancellation));
        return command;
    }

    private static Func<ArgumentResult, T?> Read<T>(Func<string, T> parse) => argument =>
    {
        try
        {
            return parse(argument.Tokens[0].Value);
        }
        catch (FormatException e)
        {
            argument.AddError(e.Message);
            return default;
        }
    };
}
