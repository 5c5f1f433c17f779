namespace RelayPlane.Dashboard;

/// <summary>How budgets stand, and how they are made to count anew.</summary>
internal sealed class BudgetPaths(BudgetControl budgets)
{
    public IReadOnlyList<ApiPath> All =>
    [
        new("GET", "/api/budgets", "How the budgets stand.", _ => ValueTask.FromResult(ApiReply.Json(budgets.Answer(), BudgetsJson.Default.BudgetsAnswer)))
        {
            Reply = BudgetsJson.Default.BudgetsAnswer,
        },
        new("POST", "/api/budgets/reset", "Lets the budgets of some periods count anew.", ResetAsync) { Body = ResetJson.Default.ResetAsk },
    ];

    private async ValueTask<ApiReply> ResetAsync(ApiAsk ask)
    {
        if (await ask.BodyAsync(ResetJson.Default.ResetAsk) is not { } reset)
        {
            return ApiReply.Wrong(ask.Problem!);
        }

        return budgets.TryReset(reset) ? ApiReply.Done : ApiReply.Wrong("periods is empty; it may hold Hour, Day, Week and Month.");
    }
}
