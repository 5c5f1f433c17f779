using RelayPlane.Gateway;

namespace RelayPlane.Dashboard.Trying;

/// <summary>The path that sends a first call.</summary>
/// <param name="rooms">Those of the config in force.</param>
internal sealed class TryPaths(TryCall call, Func<Runtime> rooms, Func<BudgetsAnswer> budgets)
{
    public IReadOnlyList<ApiPath> All =>
    [
        new("POST", "/api/try", "Sends a small call to the sandbox within the gateway, as a client would; it costs nothing.", AnswerAsync)
        {
            Body = TryJson.Default.TryAsk,
            Reply = TryJson.Default.TryAnswer,
        },
    ];

    private async ValueTask<ApiReply> AnswerAsync(ApiAsk ask)
    {
        if (await ask.BodyAsync(TryJson.Default.TryAsk) is not { } body)
        {
            return ApiReply.Wrong(ask.Problem ?? "The body is missing.");
        }

        if (body.Api is not { } api || !TryCall.Apis.Contains(api))
        {
            return ApiReply.Wrong($"api is '{body.Api}'; it may be {string.Join(", ", TryCall.Apis)}.");
        }

        if (TryGuard.Problem(TryCall.ModelOf(api), rooms(), budgets()) is { } problem)
        {
            return ApiReply.Wrong(problem, StatusCodes.Status409Conflict);
        }

        try
        {
            return ApiReply.Json(await call.SendAsync(api, ask.Http.RequestAborted), TryJson.Default.TryAnswer);
        }
        catch (Exception thrown) when (thrown is HttpRequestException || (thrown is OperationCanceledException && !ask.Http.RequestAborted.IsCancellationRequested))
        {
            return ApiReply.Wrong($"The gateway did not answer its own call: {thrown.Message}", StatusCodes.Status502BadGateway);
        }
    }
}
