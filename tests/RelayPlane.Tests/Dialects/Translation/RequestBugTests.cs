using System.Text;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Errors;
using RelayPlane.Dialects.Neutral;
using Xunit;

namespace RelayPlane.Tests.Dialects.Translation;

/// <summary>Known bugs of other gateways in requests, each from the client's body to the target's.</summary>
public sealed class RequestBugTests
{
    private static readonly Pair s_chatToMessages = new(WireFormat.Chat, WireFormat.Messages);

    [Fact]
    [Trait("bug", "B21")]
    public void A_thought_that_a_Chat_client_was_given_goes_back_signed_before_its_call()
    {
        var message = s_chatToMessages.Whole(Replies.Whole(WireFormat.Messages)).GetProperty("choices")[0].GetProperty("message").GetRawText();
        var up = s_chatToMessages.Up($$$"""{"model":"m","reasoning_effort":"high","tools":[{"type":"function","function":{"name":"weather"}}],"messages":[{"role":"user","content":"x"},{{{message}}},{"role":"tool","tool_call_id":"toolu_1","content":"1"},{"role":"tool","tool_call_id":"toolu_2","content":"2"}]}""");
        var content = up.GetProperty("messages")[1].GetProperty("content");
        Assert.Equal(["thinking", "text", "tool_use", "tool_use"], content.EnumerateArray().Select(block => block.Text("type")));
        Assert.Equal(("Two cities.", "c2lnbmVk"), (content[0].Text("thinking"), content[0].Text("signature")));
        Assert.Equal("adaptive", up.GetProperty("thinking").Text("type"));
    }

    [Fact]
    [Trait("bug", "B29")]
    public void A_thought_that_a_Responses_client_was_given_goes_back_signed_before_its_call()
    {
        var pair = new Pair(WireFormat.Responses, WireFormat.Messages);
        var output = pair.Whole(Replies.Whole(WireFormat.Messages)).GetProperty("output").GetRawText()[1..^1];
        var up = pair.Up($$"""{"model":"m","store":false,"reasoning":{"effort":"high"},"tools":[{"type":"function","name":"weather","parameters":null,"strict":false}],"input":[{"role":"user","content":"x"},{{output}},{"type":"function_call_output","call_id":"toolu_1","output":"1"},{"type":"function_call_output","call_id":"toolu_2","output":"2"}]}""");
        var content = up.GetProperty("messages")[1].GetProperty("content");
        Assert.Equal(["thinking", "text", "tool_use", "tool_use"], content.EnumerateArray().Select(block => block.Text("type")));
        Assert.Equal("c2lnbmVk", content[0].Text("signature"));
    }

    [Theory]
    [Trait("bug", "B24")]
    [InlineData("deepseek-reasoner", null, null)]
    [InlineData("deepseek-v4", "hm", "")]
    public void DeepSeeks_models_each_have_their_rule_for_earlier_thoughts(string model, string? known, string? unknown)
    {
        var up = (new Pair(WireFormat.Chat, WireFormat.Chat) with { Home = ("deepseek", model) }).Up("""
            {"model":"m","reasoning_effort":"high","messages":[{"role":"user","content":"x"},{"role":"assistant","content":"a","reasoning_content":"hm"},{"role":"user","content":"y"},{"role":"assistant","content":"b"},{"role":"user","content":"z"}]}
            """).GetProperty("messages");
        Assert.Equal([known, unknown], new[] { up[1], up[3] }.Select(message => message.Text("reasoning_content")));
    }

    [Fact]
    [Trait("bug", "B25")]
    public void A_step_that_another_provider_took_gets_Geminis_sentinel_on_its_first_call_only()
    {
        const string body = """
            {"model":"m","messages":[{"role":"user","content":"x"},{"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}},{"id":"b","type":"function","function":{"name":"g","arguments":"{}"}}]},
            {"role":"tool","tool_call_id":"a","content":"1"},{"role":"tool","tool_call_id":"b","content":"2"}]}
            """;
        var pair = new Pair(WireFormat.Chat, WireFormat.Generate);
        Assert.Equal(["skip_thought_signature_validator", null], Signatures(pair.Up(body)));
        Assert.Equal([null, null], Signatures((pair with { Home = ("google", "gemini-2.5-flash") }).Up(body)));
    }

    [Fact]
    [Trait("bug", "B33")]
    public void Several_parts_of_a_summary_stay_one_item()
    {
        var input = new Pair(WireFormat.Responses, WireFormat.Responses).Up(Requests.Of(WireFormat.Responses).Single(one => one.Name == "thinking").Body).GetProperty("input");
        var item = Assert.Single(input.EnumerateArray(), one => one.Text("type") == "reasoning");
        Assert.Equal(2, item.GetProperty("summary").GetArrayLength());
    }

    [Theory]
    [Trait("bug", "B34")]
    [Trait("bug", "B35")]
    [InlineData("""{"role":"tool","tool_call_id":"a","content":"1"},{"role":"tool","tool_call_id":"b","content":"2"}""")]
    [InlineData("""{"role":"tool","tool_call_id":"b","content":"2"},{"role":"tool","tool_call_id":"a","content":"1"}""")]
    [InlineData("""{"role":"tool","tool_call_id":"b","content":"2"}""")]
    public void Results_are_one_turn_before_what_the_user_says_and_each_call_has_one(string results)
    {
        var messages = s_chatToMessages.Up($$$"""
            {"model":"m","messages":[{"role":"user","content":"x"},{"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}},{"id":"b","type":"function","function":{"name":"g","arguments":"{}"}}]},
            {{{results}}},{"role":"user","content":"go on"}]}
            """).GetProperty("messages");
        Assert.Equal(3, messages.GetArrayLength());
        var blocks = messages[2].GetProperty("content").EnumerateArray().ToList();
        Assert.Equal(["tool_result", "tool_result", "text"], blocks.Select(block => block.Text("type")));
        Assert.Equal(["a", "b"], blocks.Take(2).Select(block => block.Text("tool_use_id")).Order());
    }

    [Fact]
    [Trait("bug", "B38")]
    public void A_picture_in_a_result_reaches_every_target_as_a_picture() => Assert.All(Enum.GetValues<WireFormat>(), target =>
    {
        var up = new Pair(WireFormat.Messages, target).Up(Requests.Of(WireFormat.Messages)[0].Body).GetRawText();
        var expected = target switch
        {
            WireFormat.Messages => "\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"iVBORw0KGgo=\"}",
            WireFormat.Chat => "\"image_url\":{\"url\":\"data:image/png;base64,iVBORw0KGgo=\"",
            WireFormat.Responses => "\"type\":\"input_image\",\"image_url\":\"data:image/png;base64,iVBORw0KGgo=\"",
            WireFormat.Generate => "\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"iVBORw0KGgo=\"}",
            WireFormat.Ollama => "\"images\":[\"iVBORw0KGgo=\"]",
            _ => "\"image\":{\"format\":\"png\",\"source\":{\"bytes\":\"iVBORw0KGgo=\"}}",
        };
        Assert.Contains(expected, up);
    });

    [Theory]
    [Trait("bug", "B39")]
    [Trait("bug", "B40")]
    [InlineData("\"tool_choice\":\"auto\",", """{"type":"auto"}""")]
    [InlineData("\"tool_choice\":\"required\",", """{"type":"any"}""")]
    [InlineData("\"tool_choice\":\"none\",", """{"type":"none"}""")]
    [InlineData("\"tool_choice\":\"none\",\"parallel_tool_calls\":false,", """{"type":"none"}""")]
    [InlineData("\"parallel_tool_calls\":false,", """{"type":"auto","disable_parallel_tool_use":true}""")]
    [InlineData("\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"f\"}},", """{"type":"tool","name":"f"}""")]
    [InlineData("\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"required\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}},", """{"type":"any"}""")]
    public void A_choice_of_tools_has_Anthropics_words(string said, string choice)
    {
        var up = s_chatToMessages.Up($$$"""{"model":"m",{{{said}}}"tools":[{"type":"function","function":{"name":"f"}},{"type":"function","function":{"name":"g"}}],"messages":[{"role":"user","content":"x"}]}""");
        Assert.Equal(choice, up.GetProperty("tool_choice").GetRawText());
        Assert.Equal(said.Contains("allowed_tools", StringComparison.Ordinal) ? ["f"] : ["f", "g"], up.GetProperty("tools").EnumerateArray().Select(tool => tool.Text("name")));
    }

    [Theory]
    [Trait("bug", "B41")]
    [InlineData(WireFormat.Messages)]
    [InlineData(WireFormat.Generate)]
    [InlineData(WireFormat.Converse)]
    [InlineData(WireFormat.Ollama)]
    internal void Arguments_that_are_no_JSON_go_up_as_an_object(WireFormat target)
    {
        var up = new Pair(WireFormat.Chat, target).Up("""{"model":"m","messages":[{"role":"user","content":"x"},{"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{a:1}"}}]},{"role":"tool","tool_call_id":"a","content":"1"}]}""");
        Assert.Contains("""{"_raw_arguments":"{a:1}"}""", up.GetRawText());
    }

    [Fact]
    [Trait("bug", "B43")]
    public void A_tool_with_an_empty_schema_has_no_parameters_for_Gemini_and_its_400_stays_one()
    {
        var tool = new Pair(WireFormat.Chat, WireFormat.Generate).Up("""{"model":"m","tools":[{"type":"function","function":{"name":"f","parameters":{}}}],"messages":[{"role":"user","content":"x"}]}""").GetProperty("tools")[0].GetProperty("functionDeclarations")[0];
        Assert.DoesNotContain(tool.EnumerateObject(), member => member.Name.StartsWith("parameters", StringComparison.Ordinal));
        Assert.Equal(ErrorKind.InvalidRequest, ErrorReading.Of(400, """{"error":{"code":400,"message":"parameters.type should be OBJECT","status":"INVALID_ARGUMENT"}}"""u8, null).Kind);
    }

    [Theory]
    [Trait("bug", "B20")]
    [InlineData("""{"code":"The service is currently unavailable","error":"Timed out waiting for first token"}""")]
    [InlineData("""{"error":"Timed out waiting for first token","code":"The service is currently unavailable"}""")]
    public void An_error_in_a_200_keeps_its_words_though_it_is_a_bare_text(string body)
    {
        var error = ErrorReading.Of(200, Encoding.UTF8.GetBytes(body), null);
        Assert.Contains("Timed out waiting for first token", error.Message);
        Assert.Equal(ErrorKind.Overloaded, error.Kind);
    }

    [Fact]
    [Trait("bug", "B50")]
    public void Which_sampling_is_taken_is_the_models_rule_and_not_the_formats()
    {
        const string body = """{"model":"m","temperature":0.5,"top_p":0.9,"messages":[{"role":"user","content":"x"}]}""";
        var minimax = (s_chatToMessages with { Home = ("minimax", "MiniMax-M2") }).Up(body);
        Assert.Equal((0.5, 0.9), (minimax.GetProperty("temperature").GetDouble(), minimax.GetProperty("top_p").GetDouble()));
        Assert.False(s_chatToMessages.Up(body).TryGetProperty("top_p", out _));
        Assert.False((s_chatToMessages with { Home = ("anthropic", "claude-sonnet-4-5") }).Up(body).TryGetProperty("top_p", out _));
    }

    [Fact]
    [Trait("bug", "B51")]
    public void The_same_call_is_the_same_bytes_for_every_pair() => Assert.All(Pair.All, pair => Assert.All(Requests.Of(pair.Client), request =>
    {
        if (pair.Ask(request.Body).Value is { } first)
        {
            Assert.True(first.Body.Span.SequenceEqual(pair.Ask(request.Body).Value!.Body.Span));
        }
    }));

    private static IEnumerable<string?> Signatures(JsonElement up) => up.GetProperty("contents").EnumerateArray().SelectMany(content => content.GetProperty("parts").EnumerateArray())
        .Where(part => part.TryGetProperty("functionCall", out _)).Select(part => part.Text("thoughtSignature"));
}
