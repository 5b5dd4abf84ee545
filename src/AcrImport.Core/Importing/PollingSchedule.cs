namespace AcrImport;

/// <summary>
/// When to ask again. Azure says "retry after 10 s" also for a copy of one second, so the first questions come early and
/// double their distance; after that the service's own wish holds. Five early questions an import stay far below
/// Azure Resource Manager's budget of reads (a bucket of 250, refilled with 25 a second).
/// </summary>
public static class PollingSchedule
{
    private const int EarlyQuestions = 5;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan DefaultDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(2);

    /// <summary>Says how long to wait before a question.</summary>
    /// <param name="question">The number of the question, from 1.</param>
    /// <param name="wish">How long the service asked to wait, where it did.</param>
    public static TimeSpan DelayBefore(int question, TimeSpan? wish)
    {
        var wished = Clamp(wish ?? DefaultDelay);
        if (question > EarlyQuestions)
        {
            return wished;
        }

        var early = TimeSpan.FromTicks(FirstDelay.Ticks << (question - 1));
        return early < wished ? early : wished;
    }

    private static TimeSpan Clamp(TimeSpan wish) =>
        wish < FirstDelay ? FirstDelay : wish > LongestDelay ? LongestDelay : wish;
}
