using System.Text;
using RelayPlane.Admission.Alarms;
using RelayPlane.Dialects;
using Xunit;

namespace RelayPlane.Tests.Admission.Alarms;

public sealed class PromptSignTests
{
    [Theory]
    [InlineData("""[{"role":"user","content":"fix it"},{"role":"assistant","content":[{"type":"thinking","thinking":"N","signature":"N"},{"type":"tool_use","id":"toolu_N","name":"Bash","input":{"command":"make"}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_N","content":"no rule","cache_control":{"type":"ephemeral"}}]}]""")]
    [InlineData("""[{"role":"user","content":"fix it"},{"role":"assistant","content":"N","tool_calls":[{"id":"call_N","type":"function","function":{"name":"bash","arguments":"{\"command\":\"make\"}"}}]},{"role":"tool","tool_call_id":"call_N","content":"no rule"}]""")]
    [InlineData("""[{"type":"reasoning","id":"rs_N","encrypted_content":"N"},{"type":"function_call","id":"fc_N","call_id":"call_N","name":"bash","arguments":"{}"},{"type":"function_call_output","call_id":"call_N","output":"no rule"}]""")]
    [InlineData("""[{"role":"model","parts":[{"text":"N"},{"functionCall":{"id":"N","name":"bash","args":{"command":"make"}}}]},{"role":"user","parts":[{"functionResponse":{"id":"N","name":"bash","response":{"output":"no rule"}}}]}]""")]
    public void The_same_tool_call_with_the_same_result_is_the_same_whatever_its_ids_and_thoughts(string messages)
    {
        var (first, second) = (Of(messages.Replace("N", "1")), Of(messages.Replace("N", "2")));
        Assert.True(first!.Value.IsToolLoop);
        Assert.Equal(first, second);
        Assert.NotEqual(first, Of(messages.Replace("no rule", "done")));
        Assert.NotEqual(first, Of(messages.Replace("bash", "read").Replace("Bash", "Read")));
    }

    [Fact]
    public void A_tool_loop_is_the_same_in_a_conversation_that_grows()
    {
        const string Turn = """{"role":"assistant","content":[{"type":"tool_use","id":"N","name":"Bash","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"N","content":"x"}]}""";
        Assert.Equal(Of($"[{Turn}]"), Of($"[{Turn},{Turn.Replace("N", "M")}]"));
    }

    [Fact]
    public void Other_requests_are_the_same_where_the_whole_prompt_is()
    {
        const string Ask = """[{"role":"user","content":"Summarize the above."}]""";
        Assert.Equal(Of(Ask, "one document"), Of(Ask, "one document"));
        Assert.NotEqual(Of(Ask, "one document"), Of(Ask, "another"));
        Assert.NotEqual(Of(Ask), Of("""[{"role":"user","content":"a document"},{"role":"user","content":"Summarize the above."}]"""));
        Assert.False(Of(Ask)!.Value.IsToolLoop);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"ping\"")]
    public void A_prompt_that_is_none_or_says_nothing_has_no_sign(string messages) => Assert.Null(Of(messages));

    private static PromptSign? Of(string messages, string system = "")
    {
        var (head, body) = (Encoding.UTF8.GetByteCount(system), Encoding.UTF8.GetBytes(system + messages));
        return PromptSign.Of(body, new PromptParts(default, ..head, head..body.Length));
    }
}
