using System.Net;
using System.Net.Http.Headers;
using System.Text;
using RelayPlane.Catalog;
using RelayPlane.Dispatch;
using RelayPlane.Tests.Routing;
using RelayPlane.Upstream;
using Xunit;

namespace RelayPlane.Tests.Dispatch;

public sealed class OriginsTests
{
    private static readonly Credential[] Keys = [new("one", "k1"), new("two", "k2"), new("three", "k3")];

    [Theory]
    [InlineData("""{"model":"m","input":"hi"}""", "one two three")]
    [InlineData("""{"model":"m","previous_response_id":"resp_1"}""", "two")]
    [InlineData("""{"model":"m","previous_response_id":"resp_unknown"}""", "one")]
    [InlineData("""{"model":"m","conversation":{"id":"conv_1"}}""", "one")]
    [InlineData("""{"model":"m","prompt_cache_key":"thread","include":["reasoning.encrypted_content"]}""", "one two three")]
    public async Task A_call_that_refers_to_what_an_account_holds_has_one_key(string body, string keys)
    {
        var origins = new Origins();
        await AnswerAsync(origins, """{"model":"m"}""", """{"id":"resp_1","object":"response"}""", "application/json", Keys[1]);
        Assert.Equal(keys, Of(origins, body));
    }

    [Theory]
    [InlineData("application/json", "{\"id\":\"resp_1\",\"output\":[")]
    [InlineData("text/event-stream", "event: response.created\ndata: {\"type\":\"response.created\",\"response\":{\"id\":\"resp_1\",\"status\":\"in_progress\"}}\n\nevent: response.in")]
    public async Task The_id_is_known_from_the_beginning_of_a_reply(string type, string beginning)
    {
        var origins = new Origins();
        await AnswerAsync(origins, """{"model":"m"}""", beginning, type, Keys[2]);
        Assert.Equal("three", Of(origins, """{"model":"m","previous_response_id":"resp_1"}"""));
    }

    [Fact]
    [Trait("bug", "B31")]
    public async Task Encrypted_reasoning_goes_back_to_the_key_that_last_answered_its_thread()
    {
        const string body = """{"model":"m","prompt_cache_key":"thread","include":["reasoning.encrypted_content"]}""";
        var origins = new Origins();
        await AnswerAsync(origins, body, """{"id":"resp_1"}""", "application/json", Keys[1]);
        Assert.Equal("two", Of(origins, body));
        await AnswerAsync(origins, body, """{"id":"resp_2"}""", "application/json", Keys[2]);
        Assert.Equal("three", Of(origins, body));
        Assert.Equal("one two three", Of(origins, """{"model":"m","prompt_cache_key":"thread"}"""));
    }

    [Fact]
    public async Task The_oldest_are_forgotten_first()
    {
        var origins = new Origins(most: 2);
        foreach (var number in Enumerable.Range(1, 3))
        {
            await AnswerAsync(origins, """{"model":"m"}""", $$"""{"id":"resp_{{number}}"}""", "application/json", Keys[1]);
        }

        Assert.Equal(["one", "two", "two"], Enumerable.Range(1, 3).Select(number => Of(origins, $$"""{"model":"m","previous_response_id":"resp_{{number}}"}""")));
    }

    [Fact]
    public async Task A_key_that_is_gone_makes_way_for_the_first()
    {
        var origins = new Origins();
        await AnswerAsync(origins, """{"model":"m"}""", """{"id":"resp_1"}""", "application/json", new Credential("gone", "k"));
        Assert.Equal("one", Of(origins, """{"model":"m","previous_response_id":"resp_1"}"""));
    }

    private static string Of(Origins origins, string body) =>
        string.Join(' ', origins.Of(Calls.Scanned(Api.OpenAI, Endpoint.Responses, body), Keys).Select(key => key.Label));

    private static async Task AnswerAsync(Origins origins, string body, string reply, string type, Credential key)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(reply));
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
        var call = Calls.Scanned(Api.OpenAI, Endpoint.Responses, body);
        var sent = new Outgoing(new Uri("http://x.example/v1/responses"), Endpoint.Responses, call.Body);
        using var open = await OpenReply.OfAsync(new UpstreamReply(response, sent), "identity", CancellationToken.None);
        await open.Source.GatherAsync(CancellationToken.None);
        origins.Answered(call, sent, open, key);
    }
}
