using System.Text;
using RelayPlane.Catalog;
using RelayPlane.Tests.Dialects.Converse;

namespace RelayPlane.Tests.Dialects.Translation;

/// <summary>Replies made up here, one of each kind as each target says it: a thought, words, two parallel calls, and what was used of a cache.</summary>
internal static class Replies
{
    public static byte[] Sse(params ReadOnlySpan<string> events)
    {
        var text = new StringBuilder();
        foreach (var data in events)
        {
            text.Append("data: ").Append(data).Append("\n\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static string Whole(WireFormat target) => target switch
    {
        WireFormat.Messages => """
            {"id":"msg_01","type":"message","role":"assistant","model":"claude-opus-5","content":[{"type":"thinking","thinking":"Two cities.","signature":"c2lnbmVk"},
            {"type":"text","text":"I look at both, \u00e9t\u00e9."},{"type":"tool_use","id":"toolu_1","name":"weather","input":{"city":"Oslo","days":2.0}},{"type":"tool_use","id":"toolu_2","name":"clock","input":{}}],
            "stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":3,"cache_creation_input_tokens":120,"cache_read_input_tokens":40,"cache_creation":{"ephemeral_5m_input_tokens":100,"ephemeral_1h_input_tokens":20},"output_tokens":55}}
            """,
        WireFormat.Chat => """
            {"id":"chatcmpl-01","object":"chat.completion","created":1764000000,"model":"gpt-4.1","choices":[{"index":0,"message":{"role":"assistant","reasoning_content":"Two cities.","content":"I look at both, \u00e9t\u00e9.",
            "tool_calls":[{"id":"call_1","type":"function","function":{"name":"weather","arguments":"{\"city\":\"Oslo\",\"days\":2.0}"}},{"id":"call_2","type":"function","function":{"name":"clock","arguments":""}}]},"finish_reason":"tool_calls"}],
            "usage":{"prompt_tokens":163,"completion_tokens":55,"total_tokens":218,"prompt_tokens_details":{"cached_tokens":40,"cache_write_tokens":120},"completion_tokens_details":{"reasoning_tokens":5}}}
            """,
        WireFormat.Responses => """
            {"id":"resp_01","object":"response","created_at":1764000000,"status":"completed","model":"gpt-5.6","output":[{"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"Two cities."}],"encrypted_content":"c2VhbGVk"},
            {"type":"message","id":"msg_1","role":"assistant","status":"completed","content":[{"type":"output_text","text":"I look at both, \u00e9t\u00e9.","annotations":[]}]},
            {"type":"function_call","id":"fc_1","call_id":"call_1","name":"weather","arguments":"{\"city\":\"Oslo\",\"days\":2.0}","status":"completed"},{"type":"function_call","id":"fc_2","call_id":"call_2","name":"clock","arguments":"{}","status":"completed"}],
            "usage":{"input_tokens":163,"input_tokens_details":{"cached_tokens":40,"cache_write_tokens":120},"output_tokens":55,"output_tokens_details":{"reasoning_tokens":5},"total_tokens":218}}
            """,
        WireFormat.Generate => """
            {"candidates":[{"content":{"role":"model","parts":[{"text":"Two cities.","thought":true},{"text":"I look at both, \u00e9t\u00e9."},{"functionCall":{"name":"weather","args":{"city":"Oslo","days":2.0}},"thoughtSignature":"c2lnbmVk"},
            {"functionCall":{"name":"clock"}}]},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":163,"cachedContentTokenCount":40,"candidatesTokenCount":50,"thoughtsTokenCount":5,"totalTokenCount":218},"modelVersion":"gemini-3-flash","responseId":"rid01"}
            """,
        WireFormat.Ollama => """
            {"model":"qwen3","created_at":"2026-11-24T00:00:00Z","message":{"role":"assistant","thinking":"Two cities.","content":"I look at both, \u00e9t\u00e9.","tool_calls":[{"function":{"name":"weather","arguments":{"city":"Oslo","days":2.0}}},
            {"function":{"name":"clock","arguments":{}}}]},"done":true,"done_reason":"stop","prompt_eval_count":163,"eval_count":55}
            """,
        _ => """
            {"output":{"message":{"role":"assistant","content":[{"reasoningContent":{"reasoningText":{"text":"Two cities.","signature":"c2lnbmVk"}}},{"text":"I look at both, \u00e9t\u00e9."},
            {"toolUse":{"toolUseId":"tooluse_1","name":"weather","input":{"city":"Oslo","days":2.0}}},{"toolUse":{"toolUseId":"tooluse_2","name":"clock","input":{}}}]}},"stopReason":"tool_use",
            "usage":{"inputTokens":3,"outputTokens":55,"cacheReadInputTokens":40,"cacheWriteInputTokens":120,"totalTokens":218}}
            """,
    };

    public static byte[] Stream(WireFormat target) => target switch
    {
        WireFormat.Messages => Sse(
            """{"type":"message_start","message":{"id":"msg_01","type":"message","role":"assistant","model":"claude-opus-5","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":3,"cache_creation_input_tokens":120,"cache_read_input_tokens":40,"output_tokens":1}}}""",
            """{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Two "}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"cities."}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"c2lnbmVk"}}""",
            """{"type":"content_block_stop","index":0}""",
            """{"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}""",
            """{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"I look at both, été."}}""",
            """{"type":"content_block_stop","index":1}""",
            """{"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"toolu_1","name":"weather","input":{}}}""",
            """{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\"city\":\"Os"}}""",
            """{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"lo\",\"days\":2.0}"}}""",
            """{"type":"content_block_stop","index":2}""",
            """{"type":"content_block_start","index":3,"content_block":{"type":"tool_use","id":"toolu_2","name":"clock","input":{}}}""",
            """{"type":"content_block_stop","index":3}""",
            """{"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"input_tokens":3,"cache_creation_input_tokens":120,"cache_read_input_tokens":40,"output_tokens":55}}""",
            """{"type":"message_stop"}"""),
        WireFormat.Chat => Sse(
            Chunk("""{"role":"assistant","content":""}"""),
            Chunk("""{"reasoning_content":"Two "}"""),
            Chunk("""{"reasoning_content":"cities."}"""),
            Chunk("""{"content":"I look at both, été."}"""),
            Chunk("""{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"weather","arguments":"{\"city\":\"Os"}}]}"""),
            Chunk("""{"tool_calls":[{"index":0,"function":{"arguments":"lo\",\"days\":2.0}"}}]}"""),
            Chunk("""{"tool_calls":[{"index":1,"id":"call_2","type":"function","function":{"name":"clock","arguments":""}}]}"""),
            Chunk("{}", "\"tool_calls\""),
            """{"id":"chatcmpl-01","object":"chat.completion.chunk","created":1764000000,"model":"gpt-4.1","choices":[],"usage":{"prompt_tokens":163,"completion_tokens":55,"total_tokens":218,"prompt_tokens_details":{"cached_tokens":40,"cache_write_tokens":120},"completion_tokens_details":{"reasoning_tokens":5}}}""",
            "[DONE]"),
        WireFormat.Responses => Sse(
            """{"type":"response.created","sequence_number":0,"response":{"id":"resp_01","object":"response","created_at":1764000000,"status":"in_progress","model":"gpt-5.6","output":[]}}""",
            """{"type":"response.output_item.added","sequence_number":1,"output_index":0,"item":{"type":"reasoning","id":"rs_1","summary":[]}}""",
            """{"type":"response.reasoning_summary_part.added","sequence_number":2,"item_id":"rs_1","output_index":0,"summary_index":0,"part":{"type":"summary_text","text":""}}""",
            """{"type":"response.reasoning_summary_text.delta","sequence_number":3,"item_id":"rs_1","output_index":0,"summary_index":0,"delta":"Two cities."}""",
            """{"type":"response.reasoning_summary_text.done","sequence_number":4,"item_id":"rs_1","output_index":0,"summary_index":0,"text":"Two cities."}""",
            """{"type":"response.output_item.done","sequence_number":5,"output_index":0,"item":{"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"Two cities."}],"encrypted_content":"c2VhbGVk"}}""",
            """{"type":"response.output_item.added","sequence_number":6,"output_index":1,"item":{"type":"message","id":"msg_1","role":"assistant","status":"in_progress","content":[]}}""",
            """{"type":"response.content_part.added","sequence_number":7,"item_id":"msg_1","output_index":1,"content_index":0,"part":{"type":"output_text","text":"","annotations":[]}}""",
            """{"type":"response.output_text.delta","sequence_number":8,"item_id":"msg_1","output_index":1,"content_index":0,"delta":"I look at both, été."}""",
            """{"type":"response.output_text.done","sequence_number":9,"item_id":"msg_1","output_index":1,"content_index":0,"text":"I look at both, été."}""",
            """{"type":"response.output_item.done","sequence_number":10,"output_index":1,"item":{"type":"message","id":"msg_1","role":"assistant","status":"completed","content":[{"type":"output_text","text":"I look at both, été.","annotations":[]}]}}""",
            """{"type":"response.output_item.added","sequence_number":11,"output_index":2,"item":{"type":"function_call","id":"fc_1","call_id":"call_1","name":"weather","arguments":"","status":"in_progress"}}""",
            """{"type":"response.function_call_arguments.delta","sequence_number":12,"item_id":"fc_1","output_index":2,"delta":"{\"city\":\"Oslo\","}""",
            """{"type":"response.function_call_arguments.delta","sequence_number":13,"item_id":"fc_1","output_index":2,"delta":"\"days\":2.0}"}""",
            """{"type":"response.output_item.done","sequence_number":14,"output_index":2,"item":{"type":"function_call","id":"fc_1","call_id":"call_1","name":"weather","arguments":"{\"city\":\"Oslo\",\"days\":2.0}","status":"completed"}}""",
            """{"type":"response.output_item.added","sequence_number":15,"output_index":3,"item":{"type":"function_call","id":"fc_2","call_id":"call_2","name":"clock","arguments":"","status":"in_progress"}}""",
            """{"type":"response.output_item.done","sequence_number":16,"output_index":3,"item":{"type":"function_call","id":"fc_2","call_id":"call_2","name":"clock","arguments":"{}","status":"completed"}}""",
            """{"type":"response.completed","sequence_number":17,"response":{"id":"resp_01","object":"response","created_at":1764000000,"status":"completed","model":"gpt-5.6","output":[],"usage":{"input_tokens":163,"input_tokens_details":{"cached_tokens":40,"cache_write_tokens":120},"output_tokens":55,"output_tokens_details":{"reasoning_tokens":5},"total_tokens":218}}}"""),
        WireFormat.Generate => Sse(
            """{"candidates":[{"content":{"role":"model","parts":[{"text":"Two cities.","thought":true}]},"index":0}],"usageMetadata":{"promptTokenCount":163,"totalTokenCount":163},"modelVersion":"gemini-3-flash","responseId":"rid01"}""",
            """{"candidates":[{"content":{"role":"model","parts":[{"text":"I look at both, "}]},"index":0}],"modelVersion":"gemini-3-flash","responseId":"rid01"}""",
            """{"candidates":[{"content":{"role":"model","parts":[{"text":"été."},{"functionCall":{"name":"weather","args":{"city":"Oslo","days":2.0}},"thoughtSignature":"c2lnbmVk"},{"functionCall":{"name":"clock"}}]},"index":0}],"modelVersion":"gemini-3-flash","responseId":"rid01"}""",
            """{"candidates":[{"content":{"role":"model","parts":[{"text":""}]},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":163,"cachedContentTokenCount":40,"candidatesTokenCount":50,"thoughtsTokenCount":5,"totalTokenCount":218},"modelVersion":"gemini-3-flash","responseId":"rid01"}"""),
        WireFormat.Ollama => Encoding.UTF8.GetBytes("""
            {"model":"qwen3","created_at":"2026-11-24T00:00:00Z","message":{"role":"assistant","content":"","thinking":"Two cities."},"done":false}
            {"model":"qwen3","created_at":"2026-11-24T00:00:00Z","message":{"role":"assistant","content":"I look at both, été."},"done":false}
            {"model":"qwen3","created_at":"2026-11-24T00:00:00Z","message":{"role":"assistant","content":"","tool_calls":[{"function":{"name":"weather","arguments":{"city":"Oslo","days":2.0}}},{"function":{"name":"clock","arguments":{}}}]},"done":false}
            {"model":"qwen3","created_at":"2026-11-24T00:00:00Z","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","prompt_eval_count":163,"eval_count":55}

            """.ReplaceLineEndings("\n")),
        _ => Frames.All(
            Frames.Event("messageStart", """{"role":"assistant"}"""),
            Frames.Event("contentBlockDelta", """{"contentBlockIndex":0,"delta":{"reasoningContent":{"text":"Two cities."}}}"""),
            Frames.Event("contentBlockDelta", """{"contentBlockIndex":0,"delta":{"reasoningContent":{"signature":"c2lnbmVk"}}}"""),
            Frames.Event("contentBlockStop", """{"contentBlockIndex":0}"""),
            Frames.Event("contentBlockDelta", """{"contentBlockIndex":1,"delta":{"text":"I look at both, été."}}"""),
            Frames.Event("contentBlockStop", """{"contentBlockIndex":1}"""),
            Frames.Event("contentBlockStart", """{"contentBlockIndex":2,"start":{"toolUse":{"toolUseId":"tooluse_1","name":"weather"}}}"""),
            Frames.Event("contentBlockDelta", """{"contentBlockIndex":2,"delta":{"toolUse":{"input":"{\"city\":\"Oslo\","}}}"""),
            Frames.Event("contentBlockDelta", """{"contentBlockIndex":2,"delta":{"toolUse":{"input":"\"days\":2.0}"}}}"""),
            Frames.Event("contentBlockStop", """{"contentBlockIndex":2}"""),
            Frames.Event("contentBlockStart", """{"contentBlockIndex":3,"start":{"toolUse":{"toolUseId":"tooluse_2","name":"clock"}}}"""),
            Frames.Event("contentBlockStop", """{"contentBlockIndex":3}"""),
            Frames.Event("messageStop", """{"stopReason":"tool_use"}"""),
            Frames.Event("metadata", """{"usage":{"inputTokens":3,"outputTokens":55,"cacheReadInputTokens":40,"cacheWriteInputTokens":120,"totalTokens":218}}""")),
    };

    /// <summary>A chunk of a Chat Completions stream.</summary>
    public static string Chunk(string delta, string finish = "null") =>
        $$"""{"id":"chatcmpl-01","object":"chat.completion.chunk","created":1764000000,"model":"gpt-4.1","choices":[{"index":0,"delta":{{delta}},"finish_reason":{{finish}}}]}""";
}
