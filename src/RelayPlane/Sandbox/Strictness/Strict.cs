using System.Text.Json;

namespace RelayPlane.Sandbox.Strictness;

/// <summary>
/// What a real provider refuses and a sandbox that only plays along would not: a gateway that translates must be told so by its tests.
/// The first problem is the answer, as at the providers.
/// </summary>
internal static class Strict
{
    public static Trouble? Check(ReadOnlyMemory<byte> body, Door door, string model)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        var problems = door.Endpoint switch
        {
            Endpoint.Messages => MessagesRules.Problems(root),
            Endpoint.ChatCompletions => ChatRules.Problems(root, model),
            Endpoint.Responses => ResponsesRules.Problems(root, model),
            Endpoint.GenerateContent or Endpoint.StreamGenerateContent => GenerateRules.Problems(root, model),
            _ => [],
        };
        return problems.FirstOrDefault();
    }
}
