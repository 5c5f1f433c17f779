using Xunit;

namespace RelayPlane.Tests.Dialects.Looking;

public sealed class ConversationPrintTests
{
    private const string First = """{"role":"user","content":[{"type":"text","text":"fix the build"}]}""";
    private const string Later = First + """,{"role":"assistant","content":"done"},{"role":"user","content":"now the tests"}""";

    [Fact]
    public void All_turns_of_a_conversation_have_one_print() => Assert.Equal(Print(First), Print(Later));

    [Fact]
    public void Conversations_that_begin_otherwise_have_others()
    {
        var other = First.Replace("build", "bulb", StringComparison.Ordinal);
        Assert.Equal(4, new[] { Print(First), Print(other), Print(First, ""","system":"You are another." """), Print(First, ""","tools":[{"name":"a"}]""") }.Distinct().Count());
    }

    [Fact]
    public void Marks_that_move_change_nothing() =>
        Assert.Equal(Print(Later), Print(Later.Replace("\"text\":\"fix the build\"", "\"text\":\"fix the build\",\"cache_control\":{\"type\":\"ephemeral\"}", StringComparison.Ordinal)));

    [Fact]
    public void A_block_that_counts_requests_changes_nothing()
    {
        static string System(string block) => $$""","system":[{"type":"text","text":"{{block}}"},{"type":"text","text":"You are Claude Code."}]""";
        Assert.Equal(Print(First, System("x-anthropic-billing-header: cc_version=1; cch=1;")), Print(First, System("x-anthropic-billing-header: cc_version=1; cch=2;")));
    }

    [Theory]
    [InlineData("It is 12:44:01 now.", "It is 12:44:59 now.")]
    [InlineData("Today is 2026-02-03.", "Today is 2026-02-04.")]
    [InlineData("Request 1748291.", "Request 1748292.")]
    public void A_clock_in_the_system_prompt_changes_nothing(string one, string two) => Assert.Equal(Print(First, $$""","system":"You are an agent. {{one}}" """), Print(First, $$""","system":"You are an agent. {{two}}" """));

    [Fact]
    public void A_reminder_beside_the_first_words_changes_nothing() =>
        Assert.Equal(Print(First), Print("""{"role":"user","content":[{"type":"text","text":"<system-reminder>new</system-reminder>"},{"type":"text","text":"fix the build"}]}"""));

    private static ulong Print(string turns, string rest = "") => Looked.Shape(Endpoint.Messages, Looked.Messages(turns, rest)).Print;
}
