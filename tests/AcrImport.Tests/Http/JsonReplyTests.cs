using System.Text;
using AcrImport.Azure.Http;

namespace AcrImport.Tests.Http;

public sealed class JsonReplyTests
{
    [Theory]
    [InlineData("""{"a":"x"}""", "x")]
    [InlineData("""{"a":1}""", null)]
    [InlineData("""{"a":null}""", null)]
    [InlineData("""{"b":"x"}""", null)]
    [InlineData("""["a"]""", null)]
    [InlineData("null", null)]
    [InlineData("""{"a":"\ud800"}""", null)]
    public void Reads_a_text_or_nothing(string json, string? text) => Assert.Equal(text, Parse(json).Text("a"));

    [Fact]
    public void Reads_a_text_that_is_not_UTF_8_as_nothing() =>
        Assert.Null(JsonReply.Parse([.. "{\"a\":\""u8, 0xff, .. "\"}"u8]).Text("a"));

    [Theory]
    [InlineData("""{"a":525}""", 525L)]
    [InlineData("""{"a":1.5}""", null)]
    [InlineData("""{"a":99999999999999999999}""", null)]
    [InlineData("""{"a":"1"}""", null)]
    public void Reads_a_number_or_nothing(string json, long? number) => Assert.Equal(number, Parse(json).Number("a"));

    [Theory]
    [InlineData("""{"a":"2021-04-01T18:56:48.6062911Z"}""", true)]
    [InlineData("""{"a":"yesterday"}""", false)]
    [InlineData("""{"a":"\ud800"}""", false)]
    [InlineData("""{"a":0}""", false)]
    public void Reads_a_time_or_nothing(string json, bool isTime) =>
        Assert.Equal(isTime ? new DateTimeOffset(2021, 4, 1, 18, 56, 48, TimeSpan.Zero).AddTicks(6062911) : null, Parse(json).Time("a"));

    [Theory]
    [InlineData("""{"a":[1,2]}""", 2)]
    [InlineData("""{"a":[]}""", 0)]
    [InlineData("""{"a":{}}""", 0)]
    [InlineData("[]", 0)]
    public void Reads_a_list_or_an_empty_one(string json, int count) => Assert.Equal(count, Parse(json).Items("a").Count());

    [Fact]
    public void Bears_a_body_that_nests_without_end() =>
        Assert.Empty(Parse(new string('[', 100_000)).Items("a"));

    private static System.Text.Json.JsonElement Parse(string json) => JsonReply.Parse(Encoding.UTF8.GetBytes(json));
}
