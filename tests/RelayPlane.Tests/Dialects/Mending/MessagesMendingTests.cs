using System.Text;
using System.Text.Json.Nodes;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Mending;
using Xunit;

namespace RelayPlane.Tests.Dialects.Mending;

/// <summary>Messages bodies that were written for one Claude and go to another.</summary>
public sealed class MessagesMendingTests
{
    [Theory]
    [InlineData("claude-opus-4-8", """{"max_tokens":9000,"temperature":0.5,"top_p":1,"top_k":3,"messages":[]}""", """{"max_tokens":9000,"messages":[]}""", "temperature top_p top_k")]
    [InlineData("claude-opus-4@20250514", """{"max_tokens":9,"temperature":0.5,"messages":[]}""", """{"max_tokens":9,"temperature":0.5,"messages":[]}""", "")]
    [InlineData("claude-sonnet-4-5", """{"max_tokens":9,"temperature":0.5,"top_p":0.9,"messages":[]}""", """{"max_tokens":9,"temperature":0.5,"messages":[]}""", "top_p")]
    [InlineData("claude-sonnet-4-5", """{"max_tokens":9,"temperature":null,"top_p":0.9,"messages":[]}""", """{"max_tokens":9,"temperature":null,"top_p":0.9,"messages":[]}""", "")]
    internal void Sampling_is_left_to_models_that_take_it(string model, string body, string expected, string dropped) => Becomes(model, body, expected, dropped);

    [Theory]
    [InlineData("claude-opus-4-6", """{"output_config":{"effort":"low"},"messages":[]}""", """{"output_config":{"effort":"low"},"messages":[]}""", "")]
    [InlineData("claude-opus-4-6", """{"output_config":{"effort":"minimal"},"messages":[]}""", """{"output_config":{"effort":"low"},"messages":[]}""", "output_config.effort")]
    [InlineData("claude-opus-4-5", """{"output_config":{"effort":"max"},"messages":[]}""", """{"output_config":{"effort":"high"},"messages":[]}""", "output_config.effort")]
    [InlineData("claude-sonnet-4-5", """{"output_config":{"effort":"low"},"messages":[]}""", """{"messages":[]}""", "output_config.effort")]
    [InlineData("claude-sonnet-4-5", """{"output_config":{"effort":"low","format":{"type":"json_schema"}}}""", """{"output_config":{"format":{"type":"json_schema"}}}""", "output_config.effort")]
    internal void An_effort_is_one_that_the_model_knows_and_the_answers_format_stays(string model, string body, string expected, string dropped) => Becomes(model, body, expected, dropped);

    [Fact]
    public void An_effort_that_Claude_4_6_refuses_does_not_reach_it()
    {
        var (body, dropped) = Mend("claude-opus-4-6", """{"output_config":{"effort":"xhigh"}}""");
        Assert.Contains((string)JsonNode.Parse(body)!["output_config"]!["effort"]!, (string[])["high", "max"]);
        Assert.Equal("output_config.effort", dropped);
    }

    [Theory]
    [InlineData("claude-opus-4-8", """{"max_tokens":9000,"thinking":{"type":"enabled","budget_tokens":2000,"display":"omitted"}}""", """{"max_tokens":9000,"thinking":{"type":"adaptive","display":"omitted"}}""", "thinking.budget_tokens")]
    [InlineData("claude-sonnet-4-5", """{"max_tokens":9000,"thinking":{"type":"adaptive"}}""", """{"max_tokens":9000,"thinking":{"type":"enabled","budget_tokens":8999}}""", "")]
    [InlineData("claude-sonnet-4-5", """{"max_tokens":500,"thinking":{"type":"adaptive"}}""", """{"max_tokens":500}""", "thinking")]
    [InlineData("claude-3-5-haiku", """{"max_tokens":500,"thinking":{"type":"adaptive"}}""", """{"max_tokens":500}""", "thinking")]
    [InlineData("claude-3-5-haiku", """{"max_tokens":500,"thinking":{"type":"disabled"}}""", """{"max_tokens":500}""", "")]
    [InlineData("claude-opus-4-1", """{"max_tokens":64000,"thinking":{"type":"enabled","budget_tokens":50000}}""", """{"max_tokens":32000,"thinking":{"type":"enabled","budget_tokens":31999}}""", "max_tokens thinking.budget_tokens")]
    internal void A_model_is_told_to_think_in_its_own_way(string model, string body, string expected, string dropped) => Becomes(model, body, expected, dropped);

    [Theory]
    [InlineData("""{"max_tokens":9000,"temperature":0.3,"thinking":{"type":"adaptive"},"tool_choice":{"type":"any"}}""", """{"max_tokens":9000,"temperature":0.3,"tool_choice":{"type":"any"}}""", "thinking")]
    [InlineData("""{"max_tokens":9000,"temperature":0.3,"thinking":{"type":"adaptive"},"tool_choice":{"type":"auto"}}""", """{"max_tokens":9000,"thinking":{"type":"enabled","budget_tokens":8999},"tool_choice":{"type":"auto"}}""", "temperature")]
    internal void Mending_makes_no_mix_that_the_model_refuses(string body, string expected, string dropped) => Becomes("claude-sonnet-4-5", body, expected, dropped);

    [Fact]
    public void A_system_turn_stays_where_it_stands_for_a_model_that_knows_none_there()
    {
        const string Body = """{"messages":[{"role":"user","content":"a"},{"role":"system","content":"b"},{"role":"system","content":[{"type":"text","text":"c"}]}]}""";
        Becomes("claude-opus-4-8", Body, Body, "");
        Becomes(
            "claude-sonnet-4-5",
            Body,
            """{"messages":[{"role":"user","content":"a"},{"role":"user","content":"<system-reminder>b</system-reminder>"},{"role":"user","content":[{"type":"text","text":"<system-reminder>"},{"type":"text","text":"c"},{"type":"text","text":"</system-reminder>"}]}]}""",
            "");
    }

    private static void Becomes(string model, string body, string expected, string dropped)
    {
        var (text, left) = Mend(model, body);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(text)), text);
        Assert.Equal(dropped, left);
    }

    private static (string Body, string Dropped) Mend(string model, string body)
    {
        var mended = new MessagesMending(TraitTable.For("anthropic", [])(model)).Apply(Encoding.UTF8.GetBytes(body));
        return (Encoding.UTF8.GetString(mended.Body.Span), string.Join(' ', mended.Dropped));
    }
}
