namespace RelayPlane.Dialects.OpenAI;

/// <summary>The beginning of a stream of Chat Completions or Completions: a chunk that names the role and says nothing is no answer yet.</summary>
internal static class ChatStart
{
    public static StreamStep Of(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        if (data.SequenceEqual("[DONE]"u8))
        {
            return StreamStep.End;
        }

        if (StreamStart.IsError(name, data))
        {
            return StreamStep.Error;
        }

        var chunk = false;
        var walk = new JsonWalk(data);
        while (walk.Open == '{' && walk.Next())
        {
            if (walk.Name.SequenceEqual("choices"u8))
            {
                chunk = true;
                var choices = Choices.Read(walk.Value);
                if (choices.HasContent || choices.Finished)
                {
                    return StreamStep.Content;
                }
            }
            else if (walk.Name.SequenceEqual("usage"u8) && JsonText.IsObject(walk.Value))
            {
                return StreamStep.Content;
            }
        }

        return walk.Finished && chunk ? StreamStep.Lifecycle : StreamStep.Content;
    }
}
