using System.Text.Json;

namespace RelayPlane.Dialects.Neutral;

/// <summary>The bare text of a freeform tool, which targets without such tools were told of as a function with one member <c>input</c>.</summary>
internal static class FreeformInput
{
    public static string Unwrap(string arguments)
    {
        try
        {
            using var json = JsonDocument.Parse(arguments);
            return json.RootElement.Text("input") ?? arguments;
        }
        catch (JsonException)
        {
            return arguments;
        }
    }
}
