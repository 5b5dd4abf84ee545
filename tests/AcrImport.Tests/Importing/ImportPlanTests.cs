using AcrImport.Tests.Support;

namespace AcrImport.Tests.Importing;

public sealed class ImportPlanTests
{
    private const IfExists Fail = IfExists.Fail, Skip = IfExists.Skip, Update = IfExists.Update, Overwrite = IfExists.Overwrite;

    // IfExists; what the tags have (m missing, = the source's digest, x another), u or U for an untagged target that is missing or there;
    // whether the source's digest is known; the action, the targets that are sent, the mode, and the tags that are kept.
    public static TheoryData<IfExists, string, bool, ImportAction, string, ImportMode, string> Plans { get; } = new()
    {
        { Fail, "m", true, ImportAction.Import, "a:0", ImportMode.NoForce, "" },
        { Skip, "m", true, ImportAction.Import, "a:0", ImportMode.NoForce, "" },
        { Update, "m", true, ImportAction.Import, "a:0", ImportMode.NoForce, "" },
        { Overwrite, "m", true, ImportAction.Import, "a:0", ImportMode.Force, "" },
        { Fail, "=", true, ImportAction.Unchanged, "", ImportMode.NoForce, "" },
        { Skip, "=", true, ImportAction.Unchanged, "", ImportMode.NoForce, "" },
        { Update, "=", true, ImportAction.Unchanged, "", ImportMode.NoForce, "" },
        { Overwrite, "=", true, ImportAction.Unchanged, "", ImportMode.NoForce, "" },
        { Fail, "x", true, ImportAction.Conflict, "", ImportMode.NoForce, "" },
        { Skip, "x", true, ImportAction.Unchanged, "", ImportMode.NoForce, "a:0" },
        { Update, "x", true, ImportAction.Update, "a:0", ImportMode.Force, "" },
        { Overwrite, "x", true, ImportAction.Update, "a:0", ImportMode.Force, "" },
        { Fail, "m", false, ImportAction.Import, "a:0", ImportMode.NoForce, "" },
        { Skip, "m", false, ImportAction.Import, "a:0", ImportMode.NoForce, "" },
        { Update, "m", false, ImportAction.Import, "a:0", ImportMode.NoForce, "" },
        { Overwrite, "m", false, ImportAction.Import, "a:0", ImportMode.Force, "" },
        { Fail, "x", false, ImportAction.Conflict, "", ImportMode.NoForce, "" },
        { Skip, "x", false, ImportAction.Unchanged, "", ImportMode.NoForce, "a:0" },
        { Update, "x", false, ImportAction.Conflict, "", ImportMode.NoForce, "" },
        { Overwrite, "x", false, ImportAction.Update, "a:0", ImportMode.Force, "" },
        { Fail, "m=", true, ImportAction.Import, "a:0", ImportMode.NoForce, "" },
        { Fail, "m=x", true, ImportAction.Conflict, "", ImportMode.NoForce, "" },
        { Skip, "m=x", true, ImportAction.Import, "a:0", ImportMode.NoForce, "a:2" },
        { Skip, "=x", true, ImportAction.Unchanged, "", ImportMode.NoForce, "a:1" },
        { Update, "m=x", true, ImportAction.Update, "a:0 a:2", ImportMode.Force, "" },
        { Overwrite, "m=x", true, ImportAction.Update, "a:0 a:2", ImportMode.Force, "" },
        { Overwrite, "m=", true, ImportAction.Import, "a:0", ImportMode.Force, "" },
        { Fail, "==", true, ImportAction.Unchanged, "", ImportMode.NoForce, "" },
        { Fail, "u", true, ImportAction.Import, "u", ImportMode.NoForce, "" },
        { Fail, "U", true, ImportAction.Unchanged, "", ImportMode.NoForce, "" },
        { Fail, "u", false, ImportAction.Import, "u", ImportMode.NoForce, "" },
        { Fail, "=u", true, ImportAction.Import, "u", ImportMode.NoForce, "" },
        { Fail, "mU", true, ImportAction.Import, "a:0", ImportMode.NoForce, "" },
        { Fail, "xu", true, ImportAction.Conflict, "", ImportMode.NoForce, "" },
        { Skip, "xu", true, ImportAction.Import, "u", ImportMode.NoForce, "a:0" },
        { Update, "xU", true, ImportAction.Update, "a:0", ImportMode.Force, "" },
        { Overwrite, "=U", true, ImportAction.Unchanged, "", ImportMode.NoForce, "" },
    };

    [Theory]
    [MemberData(nameof(Plans))]
    public void Decides_by_what_the_targets_have(
        IfExists ifExists, string has, bool isKnown, ImportAction action, string sent, ImportMode mode, string kept)
    {
        var order = Order(ifExists, has);
        var source = isKnown ? Samples.Digest : null;
        var states = order.Targets.Select((name, number) => new TargetState(name, Has(has[number])));
        if (isKnown)
        {
            states = states.Concat(order.UntaggedTargets.Select(name => new TargetState(ImageName.Parse($"{name}@{source}"), Has(has[^1]))));
        }

        var plan = ImportPlan.Decide(order, source, TargetReading.Of([.. states]));

        Assert.Equal((action, mode), (plan.Action, plan.Mode));
        Assert.Equal(sent, string.Join(' ', plan.Targets.Select(name => name.ToString()).Concat(plan.UntaggedTargets)));
        Assert.Equal(kept, string.Join(' ', plan.Kept.Select(tag => tag.Name)));
        Assert.Equal(action == ImportAction.Conflict, plan.Conflicts.Count > 0);
    }

    [Theory]
    [InlineData(IfExists.Fail, ImportMode.NoForce)]
    [InlineData(IfExists.Skip, ImportMode.NoForce)]
    [InlineData(IfExists.Update, ImportMode.NoForce)]
    [InlineData(IfExists.Overwrite, ImportMode.Force)]
    public void Leaves_a_target_that_cannot_be_read_to_the_service(IfExists ifExists, ImportMode mode)
    {
        var plan = ImportPlan.Decide(Order(ifExists, "mmu"), Samples.Digest, TargetReading.Not("It is closed."));

        Assert.Equal((ImportAction.Import, mode), (plan.Action, plan.Mode));
        Assert.Equal("a:0 a:1 u", string.Join(' ', plan.Targets.Select(name => name.ToString()).Concat(plan.UntaggedTargets)));
    }

    private static ImportOrder Order(IfExists ifExists, string has) => ImportOrder.Create(new ImportOptions
    {
        Registry = "myRegistry",
        Source = "mcr.microsoft.com/hello-world:v1",
        Targets = [.. Enumerable.Range(0, has.Count(sign => sign is not ('u' or 'U'))).Select(number => $"a:{number}")],
        UntaggedTargets = has.Contains('u', StringComparison.OrdinalIgnoreCase) ? ["u"] : [],
        IfExists = ifExists,
    });

    private static Digest? Has(char sign) => sign switch
    {
        '=' or 'U' => Samples.Digest,
        'x' => Scene.Other,
        _ => null,
    };
}
