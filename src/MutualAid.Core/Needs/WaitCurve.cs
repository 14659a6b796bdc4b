namespace MutualAid.Core.Needs;

/// <summary>Needs whose wait ended after so many hours: with a helper, or without one so far.</summary>
public sealed record WaitCount(int Hours, int Helped, int Waiting);

/// <summary>
/// Which share of needs had a helper after how many hours, by the estimate of Kaplan and Meier: a need that still waits, or was taken back,
/// counts as waiting for as long as it was seen to wait. To look only at needs that were helped would promise too much, because those that
/// wait longest would be left out.
/// </summary>
public sealed class WaitCurve
{
    private readonly List<(int Hours, double Share)> steps = [];

    private WaitCurve()
    {
    }

    public static WaitCurve Of(IEnumerable<WaitCount> counts)
    {
        var ordered = counts.GroupBy(c => c.Hours).OrderBy(g => g.Key).ToList();
        var curve = new WaitCurve();
        var atRisk = ordered.Sum(g => g.Sum(c => c.Helped + c.Waiting));
        var waiting = 1.0;
        foreach (var hour in ordered)
        {
            var helped = hour.Sum(c => c.Helped);
            if (helped > 0)
            {
                waiting *= 1 - ((double)helped / atRisk);
                curve.steps.Add((hour.Key, 1 - waiting));
            }

            // Who is seen no longer leaves after those helped in the same hour.
            atRisk -= helped + hour.Sum(c => c.Waiting);
        }

        return curve;
    }

    /// <summary>The hours within which this share of needs had a helper; null when the share was never reached.</summary>
    public int? Within(double share)
    {
        // A sum of fractions may miss its whole number by a hair.
        const double Hair = 1e-9;
        var step = steps.Find(s => s.Share >= share - Hair);
        return step == default ? null : step.Hours;
    }
}
