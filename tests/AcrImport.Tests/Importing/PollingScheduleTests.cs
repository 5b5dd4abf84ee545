using AcrImport.Tests.Support;

namespace AcrImport.Tests.Importing;

public sealed class PollingScheduleTests
{
    // Number of the question, the service's wish and the answer in milliseconds, where the budget has room.
    public static TheoryData<int, int?, int> Delays { get; } = new()
    {
        { 1, 10_000, 250 },
        { 2, 10_000, 250 },
        { 3, 10_000, 500 },
        { 18, 10_000, 500 },
        { 19, 10_000, 10_000 },
        { 1_000_000, 10_000, 10_000 },
        { 1, null, 250 },
        { 18, null, 500 },
        { 19, null, 10_000 },
        { 1, 400, 250 },
        { 3, 400, 400 },
        { 3, 600, 500 },
        { 1, 0, 250 },
        { 19, 0, 250 },
        { 19, -5_000, 250 },
        { 19, 1_000, 1_000 },
        { 19, 120_000, 120_000 },
        { 19, 120_001, 120_000 },
        { 19, int.MaxValue, 120_000 },
        { 1, 3_600_000, 250 },
    };

    [Theory]
    [MemberData(nameof(Delays))]
    public void Asks_early_and_then_as_the_service_wishes(int question, int? wish, int delay) =>
        Assert.Equal(Milliseconds(delay), PollingSchedule.DelayBefore(question, Milliseconds(wish), Full()));

    [Theory]
    [InlineData(1, 10_000, 10_000)]
    [InlineData(5, null, 10_000)]
    [InlineData(1, 100, 250)]
    public void Waits_as_the_service_wishes_where_the_budget_is_spent(int question, int? wish, int delay) =>
        Assert.Equal(Milliseconds(delay), PollingSchedule.DelayBefore(question, Milliseconds(wish), Spent()));

    [Theory]
    [InlineData(1, 250)]
    [InlineData(3, 500)]
    [InlineData(3, 0)]
    [InlineData(19, 10_000)]
    public void Takes_nothing_from_the_budget_for_a_question_that_is_not_early(int question, int wish)
    {
        var budget = Spent(leave: 1);

        PollingSchedule.DelayBefore(question, Milliseconds(wish), budget);

        Assert.True(budget.TryTake());
        Assert.False(budget.TryTake());
    }

    [Theory]
    [InlineData(1, 250)]
    [InlineData(8, 533)]
    [InlineData(64, 4_266)]
    [InlineData(256, 10_000)]
    public void Imports_that_run_together_share_what_may_be_asked_early(int running, int delay)
    {
        var budget = Full();
        for (var import = 0; import < running; import++)
        {
            budget.Enter();
        }

        Assert.Equal(delay, (int)PollingSchedule.DelayBefore(1, Milliseconds(10_000), budget).TotalMilliseconds);
    }

    [Fact]
    public void Bears_the_longest_wish_there_is() =>
        Assert.Equal(TimeSpan.FromMinutes(2), PollingSchedule.DelayBefore(19, TimeSpan.MaxValue, Full()));

    private static ReadBudget Full() => new(new VirtualClock());

    private static ReadBudget Spent(int leave = 0)
    {
        var budget = Full();
        for (var taken = leave; taken < 100; taken++)
        {
            Assert.True(budget.TryTake());
        }

        return budget;
    }

    private static TimeSpan? Milliseconds(int? count) => count is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;
}
