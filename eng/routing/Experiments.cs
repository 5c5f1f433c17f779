namespace RelayPlane.Routing.Training;
internal static class Experiments
{
    public static void Run(Trials t)
    {
        var r = new Recipe();
        t.Run("base", r);
        t.Run("within only", r with { Between = 0 });
        t.Run("no words", r with { WordPenalty = 1e9 });
        t.Run("evening 1", r with { Evening = 1 });
        t.Run("evening 0", r with { Evening = 0 });
        t.Run("stable 1", r with { Disagreeing = 1 });
        t.Run("stable 2", r with { Disagreeing = 2 });
    }
}
