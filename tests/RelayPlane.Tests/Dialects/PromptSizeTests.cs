using System.Text;
using RelayPlane.Dialects;
using Xunit;

namespace RelayPlane.Tests.Dialects;

public sealed class PromptSizeTests
{
    [Fact]
    public void Four_bytes_of_tools_system_and_messages_are_a_token_and_the_rest_of_the_body_is_none()
    {
        var text = new string('a', 4000);
        var small = Tokens($$"""{"model":"m","messages":[{"role":"user","content":"{{text}}"}]}""");
        Assert.InRange(small, 1000, 1020);
        Assert.Equal(small, Tokens($$"""{"model":"m","metadata":{"user_id":"{{text}}"},"messages":[{"role":"user","content":"{{text}}"}]}"""), 6);
        Assert.InRange(Tokens($$"""{"model":"m","system":"{{text}}","tools":[{"name":"{{text}}"}],"messages":[{"role":"user","content":"{{text}}"}]}"""), 3000, 3040);
    }

    [Theory]
    [InlineData("""{"type":"image","source":{"type":"base64","media_type":"image/png","data":"DATA"}}""")]
    [InlineData("""{"type":"image_url","image_url":{"url":"data:image/png;base64,DATA"}}""")]
    public void An_attachment_is_far_fewer_tokens_than_its_bytes(string part)
    {
        var data = new string('A', 400_000);
        var tokens = Tokens($$"""{"model":"m","messages":[{"role":"user","content":[{{part.Replace("DATA", data, StringComparison.Ordinal)}}]}]}""");
        Assert.InRange(tokens, 1000 + 4000, 1000 + 4000 + 60);
    }

    [Fact]
    public void Each_of_several_attachments_counts()
    {
        var part = $$"""{"type":"image","source":{"type":"base64","media_type":"image/png","data":"{{new string('A', 50_000)}}" } }""";
        Assert.InRange(Tokens($$"""{"model":"m","messages":[{"role":"user","content":[{{part}},{{part}},{{part}}]}]}"""), 4500, 4600);
    }

    [Fact]
    public void The_word_alone_makes_no_attachment()
    {
        var text = string.Concat(Enumerable.Repeat("base64 is spoken of, ", 1000));
        Assert.InRange(Tokens($$"""{"model":"m","messages":[{"role":"user","content":"{{text}}"}]}"""), text.Length / 4, (text.Length / 4) + 20);
    }

    [Fact]
    public void No_prompt_has_no_tokens() => Assert.Equal(0, Tokens("""{"model":"m"}"""));

    private static double Tokens(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return PromptSize.Tokens(bytes, RequestScan.Scan(bytes, Endpoint.ChatCompletions).Value!.Prompt);
    }
}
