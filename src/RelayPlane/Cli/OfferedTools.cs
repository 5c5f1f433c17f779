using System.Text.Json;

namespace RelayPlane.Cli;

/// <summary>How many tools a line offers and how many parameters these take, in any shape that tools are written in.</summary>
internal static class OfferedTools
{
    private static readonly string[] Schemas = ["parameters", "input_schema", "inputSchema"];

    /// <returns>Null where <c>tools</c> is there and no list.</returns>
    public static (int Tools, int Parameters)? Read(JsonElement line)
    {
        if (!line.TryGetProperty("tools", out var tools) || tools.ValueKind == JsonValueKind.Null)
        {
            return (0, 0);
        }

        if (tools.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var parameters = 0L;
        foreach (var tool in tools.EnumerateArray())
        {
            parameters += Parameters(tool);
        }

        return (tools.GetArrayLength(), (int)Math.Min(parameters, int.MaxValue));
    }

    private static int Parameters(JsonElement tool)
    {
        if (tool.ValueKind != JsonValueKind.Object)
        {
            return 0;
        }

        if (tool.TryGetProperty("params", out var count) && count.ValueKind == JsonValueKind.Number)
        {
            return count.TryGetDouble(out var number) ? (int)Math.Clamp(number, 0, int.MaxValue) : 0;
        }

        if (tool.TryGetProperty("function", out var function) && function.ValueKind == JsonValueKind.Object)
        {
            tool = function;
        }

        foreach (var name in Schemas)
        {
            if (tool.TryGetProperty(name, out var schema) && schema.ValueKind == JsonValueKind.Object
                && schema.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
            {
                return properties.GetPropertyCount();
            }
        }

        return 0;
    }
}
