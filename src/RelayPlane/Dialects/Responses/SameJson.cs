using System.Runtime.InteropServices;
using System.Text.Json;

namespace RelayPlane.Dialects.Responses;

/// <summary>One item may be read as several blocks (a message of three parts). Each keeps the whole item as its raw JSON, which is written once.</summary>
internal static class SameJson
{
    /// <summary>Whether both are the very same place of the body, not merely alike.</summary>
    public static bool Is(JsonElement? one, JsonElement? other) =>
        one is { } a && other is { } b && JsonMarshal.GetRawUtf8Value(a) == JsonMarshal.GetRawUtf8Value(b);
}
