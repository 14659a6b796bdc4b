using System.Diagnostics;
using System.Globalization;

namespace MutualAid.Bench.Matching;

/// <summary>A table of ratios, each with both sides as they were measured in this run and the limit it has to keep.</summary>
public sealed class RatioTable(TextWriter output)
{
    /// <summary>Whether every row so far kept its limit.</summary>
    public bool Met { get; private set; } = true;

    public void Head(string what) => output.WriteLine($"\n{what,-50}{"one side",20}{"the other",20}{"ratio",10}  limit");

    /// <summary>One ratio of two sides that is at most (or, turned, at least) its limit.</summary>
    public void Row(string name, double one, double other, double limit, string unit = "ms", bool atLeast = false)
    {
        var ratio = other == 0 ? (one == 0 ? 1 : double.PositiveInfinity) : one / other;
        var keeps = atLeast ? ratio >= limit : ratio <= limit;
        Met &= keeps;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-50}{Side(one, unit),20}{Side(other, unit),20}{ratio,10:0.0000##}  {(atLeast ? "at least" : "at most")} {limit:0.####}{(keeps ? "" : "  FELL SHORT")}"));
    }

    /// <summary>One figure under a ceiling.</summary>
    public void Ceiling(string name, double measured, double ceiling, string unit)
    {
        var keeps = measured <= ceiling;
        Met &= keeps;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name,-50}{Side(measured, unit),20}{"",30}  at most {ceiling:0.####} {unit}{(keeps ? "" : "  FELL SHORT")}"));
    }

    private static string Side(double value, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{(Math.Abs(value) >= 1_000 ? value.ToString("#,0", CultureInfo.InvariantCulture) : value.ToString("0.00", CultureInfo.InvariantCulture))} {unit}").TrimEnd();
}

/// <summary>
/// How long something takes when the machine is at its quietest: the best of some runs, after as many to warm up and a second at least, in which
/// the runtime compiles what it sees run often as well as it can. What is compiled beforehand has that behind it.
/// </summary>
public static class BestOf
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    public static (double Milliseconds, T Result) Runs<T>(int runs, Func<T> work)
    {
        var (best, result, since) = (double.PositiveInfinity, work(), Stopwatch.StartNew());
        for (var run = 1; run < runs || since.Elapsed < WarmUp; run++)
        {
            result = work();
        }

        for (var run = 0; run < runs; run++)
        {
            var watch = Stopwatch.StartNew();
            result = work();
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
        }

        return (best, result);
    }
}
