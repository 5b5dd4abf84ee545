namespace AcrImport;

/// <summary>
/// When to ask again. Azure says "retry after 10 s" also for a copy of one second, so early questions come every half second
/// as long as <see cref="ReadBudget"/> has room; after that the service's own wish holds.
/// </summary>
public static class PollingSchedule
{
    private const int QuickQuestions = 2;
    private const int EarlyQuestions = 18;

    private static readonly TimeSpan QuickDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan EarlyDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan DefaultDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(2);

    /// <summary>Says how long to wait before a question.</summary>
    /// <param name="question">The number of the question, from 1.</param>
    /// <param name="wish">How long the service asked to wait, where it did.</param>
    /// <param name="budget">What all imports together may ask before the service's wish.</param>
    public static TimeSpan DelayBefore(int question, TimeSpan? wish, ReadBudget budget)
    {
        var wished = Clamp(wish ?? DefaultDelay);
        var early = question <= QuickQuestions ? QuickDelay : EarlyDelay;
        early = early > budget.Share ? early : budget.Share;
        return question <= EarlyQuestions && early < wished && budget.TryTake() ? early : wished;
    }

    private static TimeSpan Clamp(TimeSpan wish) =>
        wish < QuickDelay ? QuickDelay : wish > LongestDelay ? LongestDelay : wish;
}
