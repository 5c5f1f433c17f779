using System.Text;
using RelayPlane.Ledger.Content;
using Xunit;
using static RelayPlane.FunctionalTests.PassThroughTests;

namespace RelayPlane.FunctionalTests;

public sealed class ContentTests
{
    private const string Key = "sk-ant-theirs-0123456789";

    [Fact]
    public async Task What_goes_over_the_wire_is_kept_byte_for_byte_and_without_the_key()
    {
        var home = Directory.CreateTempSubdirectory("relayplane-content-").FullName;
        await using (var lab = await Lab.StartAsync("""{ "ledger": { "storeContent": true } }""", kept: home))
        {
            var asked = $$"""{"model":"sandbox/claude-sonnet-4-5","stream":true,"max_tokens":50,"messages":[{"role":"user","content":"{{new string('q', 200_000)}}"}]}""";
            using var reply = await lab.Http.SendAsync(Post("/v1/messages", asked, ("x-api-key", Key), ("anthropic-version", "2023-06-01")), TestContext.Current.CancellationToken);
            var said = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var kept = await FoundAsync(lab, reply.Headers.GetValues("x-relayplane-call-id").Single());

            Assert.Equal((asked, said), (Encoding.UTF8.GetString(kept.Request.Bytes.Span), Encoding.UTF8.GetString(kept.Reply.Bytes.Span)));
            Assert.Contains("message_stop", said, StringComparison.Ordinal);
            Assert.Equal(KeptHeader.Hidden, Assert.Single(kept.RequestHeaders, header => header.Name.Equals("x-api-key", StringComparison.OrdinalIgnoreCase)).Value);
        }

        Assert.All(Directory.EnumerateFiles(home), file => Assert.DoesNotContain(Key, Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));
        Directory.Delete(home, recursive: true);
    }

    [Fact]
    public async Task A_body_that_goes_up_while_it_comes_is_kept_too()
    {
        await using var provider = RawProvider.Replying("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n", "{}"u8.ToArray());
        await using var lab = await Lab.InFrontOfAsync(provider, "\"ledger\": { \"storeContent\": true }");
        var asked = new string('f', 1_500_000);
        using var reply = await lab.Http.SendAsync(Post("/v1/files", asked, ("authorization", $"Bearer {Key}")), TestContext.Current.CancellationToken);
        var kept = await FoundAsync(lab, reply.Headers.GetValues("x-relayplane-call-id").Single());

        Assert.Equal((asked[..CapturedBody.Most], true), (Encoding.UTF8.GetString(kept.Request.Bytes.Span), kept.Request.Cut));
        Assert.Equal("{}", Encoding.UTF8.GetString(kept.Reply.Bytes.Span));
    }

    private static async Task<CallContent> FoundAsync(Lab lab, string id)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            if (new ContentReader(lab.Home.ContentPath).Find(id) is { } found)
            {
                return found;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }
}
