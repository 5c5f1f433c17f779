namespace RelayPlane.Dialects.Looking;

/// <summary>Counts the tools that a call offers, and their parameters: those that a call of the tool names, not what is nested in them.</summary>
internal static class OfferedTools
{
    public static (int Tools, int Parameters) Count(ReadOnlySpan<byte> tools)
    {
        var (count, parameters) = (0, 0);
        var walk = new JsonWalk(tools);
        while (walk.Open == '[' && walk.Next())
        {
            var (some, theirs) = Entry(walk.Value);
            count += some;
            parameters += theirs;
        }

        return (count, parameters);
    }

    /// <summary>Google has the declarations of many tools in one entry; OpenAI a tool's own words beneath its kind.</summary>
    private static (int Tools, int Parameters) Entry(ReadOnlySpan<byte> entry)
    {
        var parameters = 0;
        var walk = new JsonWalk(entry);
        while (walk.Open == '{' && walk.Next())
        {
            if (walk.Name.SequenceEqual("functionDeclarations"u8) || walk.Name.SequenceEqual("function_declarations"u8))
            {
                return Count(walk.Value);
            }

            if (walk.Name.SequenceEqual("function"u8))
            {
                parameters += Entry(walk.Value).Parameters;
            }
            else if (walk.Name.SequenceEqual("input_schema"u8) || walk.Name.SequenceEqual("parameters"u8) || walk.Name.SequenceEqual("parametersJsonSchema"u8))
            {
                parameters += Members(JsonText.Member(walk.Value, "properties"u8));
            }
        }

        return (1, parameters);
    }

    private static int Members(ReadOnlySpan<byte> properties)
    {
        var count = 0;
        var walk = new JsonWalk(properties);
        while (walk.Open == '{' && walk.Next())
        {
            count++;
        }

        return count;
    }
}
