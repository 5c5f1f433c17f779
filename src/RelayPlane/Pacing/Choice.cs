using RelayPlane.Routing;
using RelayPlane.Upstream;

namespace RelayPlane.Pacing;

/// <summary>A target that a call may go to, and the keys that may carry it there, best first.</summary>
/// <param name="ModelClass">The models that share their limits with this one.</param>
internal sealed record Choice(Target Target, string ModelClass, IReadOnlyList<Credential> Keys);
