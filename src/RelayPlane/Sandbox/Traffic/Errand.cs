using RelayPlane.Catalog;

namespace RelayPlane.Sandbox.Traffic;

/// <summary>One call that is about to be made.</summary>
/// <param name="Api">The API it speaks.</param>
/// <param name="Kind">What sort of call it is.</param>
/// <param name="Model">The model it asks for.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Body">JSON.</param>
/// <param name="HangUpAfter">When the client gives up, whatever has come by then; null to read to the end.</param>
/// <param name="Part">Who makes it.</param>
internal sealed record Errand(Api Api, ErrandKind Kind, string Model, string Path, string Body, TimeSpan? HangUpAfter, Part Part);

/// <summary>The sorts of call in the mix.</summary>
internal enum ErrandKind
{
    Chat,
    Stream,
    Tool,
    Cancelled,
    Count,
    Embedding,
}
