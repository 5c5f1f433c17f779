using RelayPlane.Catalog;

namespace RelayPlane.Tests.Dialects.Translation;

/// <summary>Calls made up here, the same few in the words of each client format.</summary>
internal static class Requests
{
    private const string Schema = """{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"number"}},"required":["city"],"additionalProperties":false}""";

    /// <summary>Each by what it is about.</summary>
    public static IReadOnlyList<(string Name, string Body)> Of(WireFormat client) => client switch
    {
        WireFormat.Messages => Messages,
        WireFormat.Chat => Chat,
        WireFormat.Responses => Responses,
        _ => Generate,
    };

    private static readonly (string, string)[] Messages =
    [
        ("tools with a picture in a result", $$$$"""
            {"model":"m","max_tokens":900,"system":[{"type":"text","text":"Be brief."},{"type":"text","text":"Be kind.","cache_control":{"type":"ephemeral"}}],"tools":[{"name":"weather","description":"Looks at the sky.","input_schema":{{{{Schema}}}}},{"name":"clock","input_schema":{"type":"object"}}],
            "messages":[{"role":"user","content":"Oslo?"},{"role":"assistant","content":[{"type":"text","text":"I look."},{"type":"tool_use","id":"toolu_1","name":"weather","input":{"city":"Oslo","days":2.0}},{"type":"tool_use","id":"toolu_2","name":"clock","input":{}}]},
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":[{"type":"text","text":"Rain."},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORw0KGgo="}}]},{"type":"tool_result","tool_use_id":"toolu_2","is_error":true,"content":"No clock."},{"type":"text","text":"And now?"}]}]}
            """),
        ("thinking", """{"model":"m","max_tokens":9000,"thinking":{"type":"adaptive"},"output_config":{"effort":"high"},"messages":[{"role":"user","content":"2+2?"},{"role":"assistant","content":[{"type":"thinking","thinking":"Easy.","signature":"c2lnbmVk"},{"type":"text","text":"4"}]},{"role":"user","content":"3+3?"}]}"""),
        ("system in the middle", """{"model":"m","max_tokens":100,"system":"First.","messages":[{"role":"user","content":"One."},{"role":"assistant","content":"Yes."},{"role":"user","content":"Two."},{"role":"system","content":"Speak French now."}]}"""),
        ("structured output", $$$"""{"model":"m","max_tokens":100,"output_config":{"format":{"type":"json_schema","schema":{{{Schema}}}}},"messages":[{"role":"user","content":"Oslo, two days."}]}"""),
        ("tool choice", $$$"""{"model":"m","max_tokens":100,"tool_choice":{"type":"tool","name":"weather","disable_parallel_tool_use":true},"tools":[{"name":"weather","input_schema":{{{Schema}}}}],"messages":[{"role":"user","content":"Oslo?"}]}"""),
        ("sampling", """{"model":"m","max_tokens":100,"temperature":0.5,"top_p":0.9,"top_k":40,"stop_sequences":["END"],"metadata":{"user_id":"u1"},"messages":[{"role":"user","content":"Hi."}]}"""),
    ];

    private static readonly (string, string)[] Chat =
    [
        ("tools with a picture in a result", $$$$"""
            {"model":"m","max_completion_tokens":900,"tools":[{"type":"function","function":{"name":"weather","description":"Looks at the sky.","parameters":{{{{Schema}}}}}},{"type":"function","function":{"name":"clock"}}],
            "messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Oslo?"},{"role":"assistant","content":"I look.","tool_calls":[{"id":"call_1","type":"function","function":{"name":"weather","arguments":"{\"city\":\"Oslo\",\"days\":2.0}"}},{"id":"call_2","type":"function","function":{"name":"clock","arguments":""}}]},
            {"role":"tool","tool_call_id":"call_1","content":[{"type":"text","text":"Rain."}]},{"role":"tool","tool_call_id":"call_2","content":"No clock."},{"role":"user","content":[{"type":"text","text":"And now?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo=","detail":"low"}}]}]}
            """),
        ("thinking", """{"model":"m","reasoning_effort":"high","messages":[{"role":"user","content":"2+2?"},{"role":"assistant","content":"4","reasoning_content":"Easy."},{"role":"user","content":"3+3?"}]}"""),
        ("system in the middle", """{"model":"m","messages":[{"role":"system","content":"First."},{"role":"user","content":"One."},{"role":"assistant","content":"Yes."},{"role":"developer","content":"Speak French now."},{"role":"user","content":"Two."}]}"""),
        ("structured output", $$$"""{"model":"m","response_format":{"type":"json_schema","json_schema":{"name":"trip","schema":{{{Schema}}}}},"messages":[{"role":"user","content":"Oslo, two days."}]}"""),
        ("tool choice", $$$"""{"model":"m","tool_choice":{"type":"function","function":{"name":"weather"}},"parallel_tool_calls":false,"tools":[{"type":"function","function":{"name":"weather","parameters":{{{Schema}}}}}],"messages":[{"role":"user","content":"Oslo?"}]}"""),
        ("sampling", """{"model":"m","max_tokens":100,"temperature":1.5,"top_p":0.9,"seed":7,"stop":"END","user":"u1","presence_penalty":0.5,"messages":[{"role":"user","content":"Hi."}]}"""),
    ];

    private static readonly (string, string)[] Responses =
    [
        ("tools with a picture in a result", $$$$"""
            {"model":"m","store":false,"max_output_tokens":900,"instructions":"Be brief.","tools":[{"type":"function","name":"weather","description":"Looks at the sky.","parameters":{{{{Schema}}}},"strict":false},{"type":"custom","name":"patch","description":"Changes files."}],
            "input":[{"role":"user","content":"Oslo?"},{"type":"message","role":"assistant","content":[{"type":"output_text","text":"I look.","annotations":[]}]},{"type":"function_call","call_id":"call_1","name":"weather","arguments":"{\"city\":\"Oslo\",\"days\":2.0}"},{"type":"custom_tool_call","call_id":"call_2","name":"patch","input":"*** Begin"},
            {"type":"function_call_output","call_id":"call_1","output":[{"type":"input_text","text":"Rain."},{"type":"input_image","image_url":"data:image/png;base64,iVBORw0KGgo=","detail":"auto"}]},{"type":"custom_tool_call_output","call_id":"call_2","output":"Done."},{"role":"user","content":[{"type":"input_text","text":"And now?"}]}]}
            """),
        ("thinking", """{"model":"m","store":false,"include":["reasoning.encrypted_content"],"reasoning":{"effort":"high","summary":"auto"},"input":[{"role":"user","content":"2+2?"},{"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"Easy."},{"type":"summary_text","text":"Very."}],"encrypted_content":"c2VhbGVk"},{"type":"message","role":"assistant","content":[{"type":"output_text","text":"4","annotations":[]}]},{"role":"user","content":"3+3?"}]}"""),
        ("system in the middle", """{"model":"m","store":false,"instructions":"First.","input":[{"role":"user","content":"One."},{"role":"assistant","content":"Yes."},{"role":"developer","content":"Speak French now."},{"role":"user","content":"Two."}]}"""),
        ("structured output", $$$"""{"model":"m","store":false,"text":{"format":{"type":"json_schema","name":"trip","schema":{{{Schema}}},"strict":true}},"input":"Oslo, two days."}"""),
        ("tool choice", $$$"""{"model":"m","store":false,"tool_choice":{"type":"function","name":"weather"},"parallel_tool_calls":false,"tools":[{"type":"function","name":"weather","parameters":{{{Schema}}},"strict":false}],"input":"Oslo?"}"""),
    ];

    private static readonly (string, string)[] Generate =
    [
        ("tools with a picture in a result", $$$$"""
            {"systemInstruction":{"parts":[{"text":"Be brief."}]},"generationConfig":{"maxOutputTokens":900},"tools":[{"functionDeclarations":[{"name":"weather","description":"Looks at the sky.","parametersJsonSchema":{{{{Schema}}}}},{"name":"clock"}]}],
            "contents":[{"role":"user","parts":[{"text":"Oslo?"}]},{"role":"model","parts":[{"text":"I look."},{"functionCall":{"name":"weather","args":{"city":"Oslo","days":2.0}},"thoughtSignature":"c2lnbmVk"},{"functionCall":{"name":"clock"}}]},
            {"role":"user","parts":[{"functionResponse":{"name":"weather","response":{"output":"Rain."},"parts":[{"inlineData":{"mimeType":"image/png","data":"iVBORw0KGgo="}}]}},{"functionResponse":{"name":"clock","response":{"error":"No clock."}}},{"text":"And now?"}]}]}
            """),
        ("thinking", """{"generationConfig":{"thinkingConfig":{"thinkingLevel":"HIGH","includeThoughts":true}},"contents":[{"role":"user","parts":[{"text":"2+2?"}]},{"role":"model","parts":[{"text":"Easy.","thought":true},{"text":"4","thoughtSignature":"c2lnbmVk"}]},{"role":"user","parts":[{"text":"3+3?"}]}]}"""),
        ("system in the middle", """{"systemInstruction":{"parts":[{"text":"First."},{"text":"Second."}]},"contents":[{"role":"user","parts":[{"text":"One."}]},{"role":"model","parts":[{"text":"Yes."}]},{"role":"user","parts":[{"text":"Two."}]}]}"""),
        ("structured output", $$$"""{"generationConfig":{"responseMimeType":"application/json","responseJsonSchema":{{{Schema}}}},"contents":[{"role":"user","parts":[{"text":"Oslo, two days."}]}]}"""),
        ("tool choice", $$$"""{"toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["weather"]}},"tools":[{"functionDeclarations":[{"name":"weather","parametersJsonSchema":{{{Schema}}}},{"name":"clock"}]}],"contents":[{"role":"user","parts":[{"text":"Oslo?"}]}]}"""),
        ("sampling", """{"generationConfig":{"temperature":0.5,"topP":0.9,"topK":40,"seed":7,"stopSequences":["END"]},"contents":[{"role":"user","parts":[{"text":"Hi."}]}]}"""),
    ];
}
