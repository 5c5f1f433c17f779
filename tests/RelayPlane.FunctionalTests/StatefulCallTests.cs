using System.Net;
using System.Text.Json;
using Xunit;
using static RelayPlane.FunctionalTests.PassThroughTests;

namespace RelayPlane.FunctionalTests;

/// <summary>Calls that refer to what one account holds stay with the key that made it.</summary>
public sealed class StatefulCallTests
{
    private const string Limited = """{"error":{"message":"Rate limit reached. Please try again in 1s.","type":"requests","param":null,"code":"rate_limit_exceeded"}}""";

    /// <summary>A limit that is told need not be guessed from a refusal.</summary>
    private const string Told = "x-ratelimit-limit-requests: 6000\r\nx-ratelimit-remaining-requests: 5999\r\nx-ratelimit-reset-requests: 10ms\r\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_response_is_continued_with_its_own_key_though_that_one_has_to_wait()
    {
        var (made, refuse) = (string.Empty, false);
        await using var provider = Provider(request =>
        {
            if (Volatile.Read(ref refuse) && request.Header("authorization") == Volatile.Read(ref made))
            {
                Volatile.Write(ref refuse, false);
                return (429, Limited);
            }

            return (200, Answer(request.Text.Contains("previous", StringComparison.Ordinal) ? "resp_2" : "resp_1"));
        });
        await using var lab = await StartAsync(provider, "");

        Assert.Equal("resp_1", await AskAsync(lab, """{"model":"gpt-4o","input":"hi"}"""));
        Volatile.Write(ref made, provider.Requests.Single().Header("authorization")!);
        Volatile.Write(ref refuse, true);
        Assert.Equal("resp_2", await AskAsync(lab, """{"model":"gpt-4o","input":"on","previous_response_id":"resp_1"}"""));

        Assert.Equal([made, made, made], provider.Requests.Select(request => request.Header("authorization")));
    }

    [Fact]
    public async Task Such_a_call_goes_to_no_other_provider()
    {
        await using var provider = Provider(_ => (429, """{"error":{"message":"You exceeded your current quota, please check your plan and billing details.","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}"""));
        await using var other = Provider(_ => (200, Answer("resp_other")));
        await using var lab = await StartAsync(provider, $$""", "second": { "baseUrl": "{{other.Address}}/v1", "apis": ["openai"], "keyless": true }""", """, "fallback": ["second"]""");

        using var request = Post("/v1/responses", """{"model":"gpt-4o","previous_response_id":"resp_1"}""");
        using var reply = await lab.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.TooManyRequests, reply.StatusCode);
        Assert.Empty(other.Requests);
        Assert.Single(provider.Requests);
        Assert.Equal("resp_other", await AskAsync(lab, """{"model":"gpt-4o","input":"hi"}"""));
    }

    private static async Task<string?> AskAsync(Lab lab, string body)
    {
        using var request = Post("/v1/responses", body);
        using var reply = await lab.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        using var json = JsonDocument.Parse(await reply.Content.ReadAsStringAsync(Cancel));
        return json.RootElement.GetProperty("id").GetString();
    }

    private static string Answer(string id) => $$"""{"id":"{{id}}","object":"response","status":"completed","model":"gpt-4o","output":[{"type":"message"}],"usage":{"input_tokens":1,"output_tokens":1} }""";

    private static RawProvider Provider(Func<RawRequest, (int Status, string Body)> answer) => new((request, stream, cancel) =>
    {
        var (status, body) = answer(request);
        return Chaos.Faulty.Status(status, body, Told)(request, stream, cancel);
    });

    /// <summary>OpenAI with two accounts of equal rank.</summary>
    /// <param name="more">More providers.</param>
    /// <param name="own">More of OpenAI's members.</param>
    private static Task<Lab> StartAsync(RawProvider provider, string more, string own = "") => Lab.StartAsync(
        $$"""
        { "providers": {
            "openai": { "baseUrl": "{{provider.Address}}/v1", "accounts": [{ "label": "one", "apiKey": "env:K1" }, { "label": "two", "apiKey": "env:K2" }] {{own}} }
            {{more}} } }
        """,
        new Dictionary<string, string> { ["K1"] = "k1", ["K2"] = "k2" });
}
