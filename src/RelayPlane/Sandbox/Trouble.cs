namespace RelayPlane.Sandbox;

/// <summary>An error reply, before it is put in an API's words.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Message">What a person reads.</param>
/// <param name="Code">OpenAI's <c>code</c>, or Anthropic's <c>details.error_code</c>.</param>
/// <param name="Param">The parameter at fault.</param>
/// <param name="RetryAfter">Seconds for <c>retry-after</c>.</param>
/// <param name="Type">OpenAI's <c>type</c>, where the status does not decide it.</param>
internal sealed record Trouble(
    int Status, string Message, string? Code = null, string? Param = null, double? RetryAfter = null, string? Type = null);
