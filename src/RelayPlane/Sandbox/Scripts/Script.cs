namespace RelayPlane.Sandbox.Scripts;

/// <summary>
/// What the prompt itself tells the model to do, and how far the conversation has come. The last text of a user that has markers is the script:
/// <c>[[call NAME {json}]]</c> is a step that calls a tool, <c>[[also NAME {json}]]</c> a further call in the same step,
/// <c>[[think TEXT]]</c> and <c>[[say TEXT]]</c> come before the call that follows, or belong to the last reply.
/// The next step is due when the results of the one before are there; the last reply quotes the last result.
/// </summary>
/// <param name="Steps">In order; the last is the reply that ends the run and calls nothing.</param>
/// <param name="Results">How many tool results came since the script.</param>
/// <param name="LastResult">The text of the last of them.</param>
internal sealed record Script(IReadOnlyList<ScriptStep> Steps, int Results, string LastResult)
{
    /// <summary>The step that is due. Results that are more than the steps asked for end the run.</summary>
    public ScriptStep Due
    {
        get
        {
            var (index, left) = (0, Results);
            while (index < Steps.Count - 1 && left >= Steps[index].Calls.Count)
            {
                left -= Steps[index++].Calls.Count;
            }

            return Steps[index];
        }
    }
}

/// <summary>One reply of a script.</summary>
/// <param name="Thinking">What it thinks first; empty for nothing.</param>
/// <param name="Text">What it says; empty for nothing.</param>
/// <param name="Calls">What it calls; none in the last.</param>
internal sealed record ScriptStep(string Thinking, string Text, IReadOnlyList<ScriptCall> Calls);

/// <summary>A call that a script makes: the tool's name, and its arguments as the script wrote them.</summary>
internal sealed record ScriptCall(string Name, byte[] Arguments);
