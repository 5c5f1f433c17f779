using RelayPlane.Dialects.Looking;
using Xunit;

namespace RelayPlane.Tests.Dialects.Looking;

public sealed class PromptLookTests
{
    [Theory]
    [InlineData(Endpoint.Messages, """{"model":"m","system":"s","messages":[{"role":"user","content":"first"},{"role":"assistant","content":"x"},{"role":"user","content":[{"type":"text","text":"last"}]}]}""")]
    [InlineData(Endpoint.CountTokens, """{"model":"m","messages":[{"role":"user","content":"first"},{"role":"assistant","content":"x"},{"content":"last","role":"user"}]}""")]
    [InlineData(Endpoint.ChatCompletions, """{"model":"m","messages":[{"role":"system","content":"s"},{"role":"user","content":"first"},{"role":"assistant","content":"x"},{"role":"user","content":[{"type":"text","text":"last"}]}]}""")]
    [InlineData(Endpoint.Responses, """{"model":"m","input":[{"role":"developer","content":"s"},{"role":"user","content":"first"},{"type":"message","role":"assistant","content":[]},{"role":"user","content":[{"type":"input_text","text":"last"}]}]}""")]
    [InlineData(Endpoint.GenerateContent, """{"contents":[{"role":"user","parts":[{"text":"first"}]},{"role":"model","parts":[{"text":"x"}]},{"parts":[{"text":"last"}]}]}""")]
    [InlineData(Endpoint.StreamGenerateContent, """{"contents":[{"role":"user","parts":[{"text":"first"}]},{"role":"model","parts":[{"text":"x"}]},{"role":"user","parts":[{"text":"last"}]}]}""")]
    internal void The_last_words_of_a_person_are_found_in_every_format(Endpoint endpoint, string body)
    {
        var (shape, text) = Looked.At(endpoint, body);
        Assert.Equal(("last", 3, 2, false), (text, shape.Messages, shape.UserTurns, shape.MidTask));
    }

    [Theory]
    [InlineData(Endpoint.Responses, """{"model":"m","input":"all there is"}""")]
    [InlineData(Endpoint.Completions, """{"model":"m","prompt":"all there is"}""")]
    [InlineData(Endpoint.Completions, """{"model":"m","prompt":["all there is"]}""")]
    [InlineData(Endpoint.GenerateContent, """{"contents":{"parts":[{"text":"all there is"}]}}""")]
    internal void One_prompt_is_one_turn(Endpoint endpoint, string body)
    {
        var (shape, text) = Looked.At(endpoint, body);
        Assert.Equal(("all there is", 1, 1), (text, shape.Messages, shape.UserTurns));
    }

    [Fact]
    public void Text_is_read_as_it_is_meant()
    {
        var (_, text) = Looked.At(Endpoint.Messages, Looked.Messages("""{"role":"user","content":"a\n\"b\"\\ \u00e9 \ud83d\ude00 \ud83d \/ \t<"}"""));
        Assert.Equal("a\n\"b\"\\ é 😀 \uFFFD / \t<", text);
    }

    [Fact]
    public void Of_a_long_text_the_beginning_and_the_end_are_kept()
    {
        var (_, text) = Looked.At(Endpoint.Messages, Looked.Messages($$"""{"role":"user","content":"BEGIN {{new string('a', 100_000)}} the END"}"""));
        Assert.StartsWith("BEGIN a", text, StringComparison.Ordinal);
        Assert.EndsWith("a the END", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 24 * 1024, PromptLook.LongestText);
    }

    [Fact]
    public void Where_a_long_text_of_escapes_is_cut_none_is_broken()
    {
        foreach (var count in Enumerable.Range(20_000, 7))
        {
            var (_, text) = Looked.At(Endpoint.Messages, Looked.Messages($$"""{"role":"user","content":"{{string.Concat(Enumerable.Repeat("\\u00e9", count))}}"}"""));
            Assert.Equal("é", string.Concat(text.Distinct()));
        }
    }

    [Theory]
    [InlineData(Endpoint.Messages, """{"model":"m","messages":[{"role":"user","content":"do it"},{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"n","input":{}}]},{"role":"user","content":[{"tool_use_id":"t","type":"tool_result","content":"result"}]}]}""")]
    [InlineData(Endpoint.Messages, """{"model":"m","messages":[{"role":"user","content":"do it"},{"role":"assistant","content":[]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"result"},{"type":"text","text":"<system-reminder>be good</system-reminder>"}]}]}""")]
    [InlineData(Endpoint.ChatCompletions, """{"model":"m","messages":[{"role":"user","content":"do it"},{"role":"assistant","tool_calls":[{}]},{"role":"tool","tool_call_id":"t","content":"result"}]}""")]
    [InlineData(Endpoint.Responses, """{"model":"m","input":[{"role":"user","content":"do it"},{"type":"function_call","name":"n"},{"type":"function_call_output","output":"result"}]}""")]
    [InlineData(Endpoint.GenerateContent, """{"contents":[{"role":"user","parts":[{"text":"do it"}]},{"role":"model","parts":[{"functionCall":{}}]},{"role":"user","parts":[{"functionResponse":{"name":"n"}}]}]}""")]
    internal void The_result_of_a_tool_is_nobodys_word_and_the_task_goes_on(Endpoint endpoint, string body)
    {
        var (shape, text) = Looked.At(endpoint, body);
        Assert.Equal(("do it", true, 1, 3), (text, shape.MidTask, shape.UserTurns, shape.Messages));
    }

    [Fact]
    public void A_person_may_speak_beside_results()
    {
        var (shape, text) = Looked.At(Endpoint.Messages, Looked.Messages("""{"role":"user","content":"do it"},{"role":"assistant","content":"x"},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"r"},{"type":"text","text":"no, the other one"}]}"""));
        Assert.Equal(("no, the other one", false, 2), (text, shape.MidTask, shape.UserTurns));
    }

    [Theory]
    [InlineData("""[{"type":"text","text":"<system-reminder>\nContext.\n</system-reminder>"},{"type":"text","text":"fix it"}]""", "fix it")]
    [InlineData("""[{"type":"text","text":"fix it"},{"type":"text","text":"<ide_selection>lines</ide_selection>"}]""", "fix it")]
    [InlineData("\"fix it<system-reminder>x</system-reminder>\"", "fix it")]
    [InlineData("\"<environment_details>tabs</environment_details> fix it\"", " fix it")]
    [InlineData("\"if a<b and c>d fix <it>\"", "if a<b and c>d fix <it>")]
    [InlineData("\"fix <system-reminder> that is never closed\"", "fix <system-reminder> that is never closed")]
    [InlineData("\"<system-reminder>nothing else</system-reminder>\"", "<system-reminder>nothing else</system-reminder>")]
    public void What_tools_write_into_a_persons_turn_is_left_out_where_there_is_anything_else(string content, string left) =>
        Assert.Equal(left, Looked.At(Endpoint.Messages, Looked.Messages($$"""{"role":"user","content":{{content}}}""")).Text);

    [Theory]
    [InlineData(Endpoint.Messages, """{"model":"m","tools":[{"name":"a","input_schema":{"properties":{"x":{"properties":{"deep":{}}},"y":{}}}},{"type":"web_search_20250305","name":"web"}],"messages":[{"role":"user","content":"q"}]}""", 2, 2)]
    [InlineData(Endpoint.ChatCompletions, """{"model":"m","tools":[{"type":"function","function":{"name":"a","parameters":{"properties":{"x":{},"y":{},"z":{}}}}}],"messages":[{"role":"user","content":"q"}]}""", 1, 3)]
    [InlineData(Endpoint.Responses, """{"model":"m","tools":[{"type":"function","name":"a","parameters":{"properties":{"x":{}}}}],"input":"q"}""", 1, 1)]
    [InlineData(Endpoint.GenerateContent, """{"tools":[{"functionDeclarations":[{"name":"a","parameters":{"properties":{"x":{}}}},{"name":"b","parametersJsonSchema":{"properties":{"y":{},"z":{}}}}]}],"contents":[{"parts":[{"text":"q"}]}]}""", 2, 3)]
    internal void Tools_and_their_parameters_are_counted(Endpoint endpoint, string body, int tools, int parameters)
    {
        var shape = Looked.Shape(endpoint, body);
        Assert.Equal((tools, parameters), (shape.Tools, shape.ToolParameters));
    }

    [Theory]
    [InlineData(Endpoint.Messages, """{"type":"image","source":{}}""", true)]
    [InlineData(Endpoint.Messages, """{ "source" : {}, "type" : "document" }""", true)]
    [InlineData(Endpoint.ChatCompletions, """{"type":"image_url","image_url":{}}""", true)]
    [InlineData(Endpoint.ChatCompletions, """{"type":"input_audio","input_audio":{}}""", true)]
    [InlineData(Endpoint.Messages, """{"type":"text","text":"the \"type\":\"image\" is spoken of"}""", false)]
    internal void Pictures_are_seen_and_not_words_about_them(Endpoint endpoint, string block, bool images) =>
        Assert.Equal(images, Looked.Shape(endpoint, Looked.Messages($$"""{"role":"user","content":[{{block}}]}""")).Images);

    [Fact]
    public void Google_has_pictures_as_data_in_a_part() =>
        Assert.True(Looked.Shape(Endpoint.GenerateContent, """{"contents":[{"parts":[{"inlineData":{"data":"x"}}]}]}""").Images);

    [Theory]
    [InlineData(Endpoint.Messages, """{"model":"m","messages":[{"role":"assistant","content":[{"type":"thinking","thinking":"","signature":"abc"}]}]}""", true)]
    [InlineData(Endpoint.Messages, """{"model":"m","messages":[{"role":"assistant","content":[{"type":"thinking","thinking":"","signature":""}]}]}""", false)]
    [InlineData(Endpoint.Messages, """{"model":"m","messages":[{"role":"assistant","content":[{"type":"redacted_thinking","data":"x"}]}]}""", true)]
    [InlineData(Endpoint.Messages, """{"model":"m","messages":[{"role":"user","content":"my signature"}]}""", false)]
    [InlineData(Endpoint.Responses, """{"model":"m","input":[{"type":"reasoning","encrypted_content":"x"}]}""", true)]
    [InlineData(Endpoint.Responses, """{"model":"m","input":[{"type":"reasoning","encrypted_content":null}]}""", false)]
    [InlineData(Endpoint.GenerateContent, """{"contents":[{"role":"model","parts":[{"text":"","thoughtSignature":"x"}]}]}""", true)]
    internal void Reasoning_that_only_its_model_can_read_is_seen(Endpoint endpoint, string body, bool signed) => Assert.Equal(signed, Looked.Shape(endpoint, body).Signed);

    [Theory]
    [InlineData(Endpoint.ChatCompletions, """{"model":"m","response_format":{"type":"json_schema"},"messages":[{"role":"user","content":"q"}]}""", true)]
    [InlineData(Endpoint.ChatCompletions, """{"model":"m","messages":[{"role":"user","content":"q"}],"response_format":{"type":"json_object"}}""", true)]
    [InlineData(Endpoint.Responses, """{"model":"m","input":"q","text":{"format":{"type":"json_schema"}}}""", true)]
    [InlineData(Endpoint.GenerateContent, """{"generationConfig":{"responseMimeType":"application/json"},"contents":[{"parts":[{"text":"q"}]}]}""", true)]
    [InlineData(Endpoint.Messages, """{"model":"m","messages":[{"role":"user","content":"q"}],"output_config":{"format":{"type":"json_schema"}}}""", true)]
    [InlineData(Endpoint.ChatCompletions, """{"model":"m","response_format":{"type":"text"},"messages":[{"role":"user","content":"\"json_object\""}]}""", false)]
    internal void An_answer_that_must_be_json_is_asked_for_beside_the_prompt(Endpoint endpoint, string body, bool json) => Assert.Equal(json, Looked.Shape(endpoint, body).WantsJson);

    [Theory]
    [InlineData("""[{"type":"text","text":"q","cache_control":{"type":"ephemeral"}}]""", true)]
    [InlineData("\"about \\\"cache_control\\\"\"", false)]
    public void Marks_for_the_cache_are_seen(string content, bool marks) =>
        Assert.Equal(marks, Looked.Shape(Endpoint.Messages, Looked.Messages($$"""{"role":"user","content":{{content}}}""")).MarksCache);

    [Fact]
    public void Nothing_is_allocated_but_the_answer()
    {
        var body = System.Text.Encoding.UTF8.GetBytes(Looked.Messages(string.Join(',', Enumerable.Repeat("""{"role":"user","content":[{"type":"text","text":"a \u00e9 b"}]},{"role":"assistant","content":"x"}""", 50))));
        var facts = Looked.Facts(Endpoint.Messages, System.Text.Encoding.UTF8.GetString(body));
        var room = new byte[PromptLook.LongestText];
        _ = PromptLook.Read(body, Endpoint.Messages, facts, room, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            _ = PromptLook.Read(body, Endpoint.Messages, facts, room, out _);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 100, 100 * 96);
    }
}
