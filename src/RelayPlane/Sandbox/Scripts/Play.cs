using RelayPlane.Sandbox.Reading;
using RelayPlane.Sandbox.Writing;

namespace RelayPlane.Sandbox.Scripts;

/// <summary>Turns the step that is due into what the model says. Pure.</summary>
internal static class Play
{
    // Enough of a result to tell it by; agents bring long ones.
    private const int QuotedLetters = 200;

    /// <summary>Whether the script can go on: a client that offers none of a step's tools (one that only asks for a title, say) gets a common reply.</summary>
    public static bool Plays(Ask ask) => ask.Script is { } script && script.Due.Calls.All(call => ask.Tools.Exists(tool => tool.Name == call.Name));

    public static string Text(Script script)
    {
        var step = script.Due;
        var quoted = script.LastResult.Length > QuotedLetters ? script.LastResult[..QuotedLetters] : script.LastResult;
        return step.Calls.Count > 0 ? step.Text
            : quoted.Length > 0 ? $"{(step.Text.Length > 0 ? step.Text + " " : "")}The tool said: {quoted.Trim()}"
            : step.Text.Length > 0 ? step.Text : "Done.";
    }

    public static CallSketch[] Calls(Ask ask, string id)
    {
        var step = ask.Script!.Due;
        var calls = new CallSketch[step.Calls.Count];
        for (var index = 0; index < calls.Length; index++)
        {
            var call = step.Calls[index];
            calls[index] = new CallSketch(id[4..] + index.ToString("x4", null), call.Name, call.Arguments)
            {
                IsFreeform = ask.Tools.Find(tool => tool.Name == call.Name).IsFreeform,
            };
        }

        return calls;
    }
}
