namespace AcrImport.Tests.Importing;

public sealed class PollingScheduleTests
{
    // Number of the question, the service's wish and the answer in milliseconds.
    public static TheoryData<int, int?, int> Delays { get; } = new()
    {
        { 1, 10_000, 250 },
        { 2, 10_000, 500 },
        { 3, 10_000, 1_000 },
        { 4, 10_000, 2_000 },
        { 5, 10_000, 4_000 },
        { 6, 10_000, 10_000 },
        { 7, 10_000, 10_000 },
        { 1_000_000, 10_000, 10_000 },
        { 1, null, 250 },
        { 5, null, 4_000 },
        { 6, null, 10_000 },
        { 3, 600, 600 },
        { 5, 1_000, 1_000 },
        { 1, 0, 250 },
        { 6, 0, 250 },
        { 6, -5_000, 250 },
        { 6, 1_000, 1_000 },
        { 6, 120_000, 120_000 },
        { 6, 120_001, 120_000 },
        { 6, int.MaxValue, 120_000 },
        { 1, 3_600_000, 250 },
    };

    [Theory]
    [MemberData(nameof(Delays))]
    public void Asks_early_and_then_as_the_service_wishes(int question, int? wish, int delay) =>
        Assert.Equal(
            TimeSpan.FromMilliseconds(delay),
            PollingSchedule.DelayBefore(question, wish is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null));

    [Fact]
    public void Bears_the_longest_wish_there_is() =>
        Assert.Equal(TimeSpan.FromMinutes(2), PollingSchedule.DelayBefore(6, TimeSpan.MaxValue));
}
