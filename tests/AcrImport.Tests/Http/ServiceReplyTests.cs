using System.Globalization;
using AcrImport.Tests.Support;

namespace AcrImport.Tests.Http;

public sealed class ServiceReplyTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("10", 10)]
    [InlineData("86400", 86400)]
    public void Reads_the_wish_to_wait_in_seconds(string text, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryAfter(text));

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public void Reads_the_wish_to_wait_until_a_date(int seconds)
    {
        var date = DateTimeOffset.UtcNow.AddSeconds(seconds);

        var wish = RetryAfter(date.ToString("R", CultureInfo.InvariantCulture));

        Assert.InRange(wish!.Value.TotalSeconds, seconds - 30, seconds + 1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("1.5")]
    [InlineData("10s")]
    [InlineData("5:00")]
    [InlineData("1/2")]
    [InlineData("99999999999")]
    [InlineData("Fri, 32 Jan 2026 00:00:00 GMT")]
    public void Takes_nonsense_for_no_wish(string? text) => Assert.Null(RetryAfter(text));

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("{\"a\":")]
    public void Reads_a_body_that_is_no_json_as_nothing(string body)
    {
        var reply = new FakeReply(200, body).Read();

        Assert.Equal(System.Text.Json.JsonValueKind.Undefined, reply.Json.ValueKind);
    }

    private static TimeSpan? RetryAfter(string? text) =>
        (text is null ? new FakeReply(202) : new FakeReply(202, "", ("Retry-After", text))).Read().RetryAfter;
}
