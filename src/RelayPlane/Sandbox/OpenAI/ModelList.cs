using System.Text.Json;

namespace RelayPlane.Sandbox.OpenAI;

/// <summary><c>GET /v1/models</c> in OpenAI's shape: all at once.</summary>
internal static class ModelList
{
    public static void List(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("object"u8, "list"u8);
        json.WriteStartArray("data"u8);
        foreach (var model in ModelShelf.OpenAI)
        {
            One(json, model);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void One(Utf8JsonWriter json, string model)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, model);
        json.WriteString("object"u8, "model"u8);
        json.WriteNumber("created"u8, 1_767_225_600);
        json.WriteString("owned_by"u8, "sandbox"u8);
        json.WriteEndObject();
    }
}
