using MutualAid.Core.Needs;

namespace MutualAid.Core.Matching.Waves;

/// <summary>
/// The numbers of the waves, with what a network gets that sets none. Each comes from the project's notes on notification (phased alerts,
/// budgets of asks, shadow prices) and was tried in <c>./measure waves</c>; none of them says anything about a person.
/// </summary>
public sealed record WaveSettings
{
    public static WaveSettings Default { get; } = new();

    /// <summary>How sure it should be that somebody says yes, 0 to 1: no more are asked than it takes.</summary>
    public double Enough { get; init; } = 0.8;

    /// <summary>The most who are asked for one place at the same time, by urgency.</summary>
    public int MostAtOnce { get; init; } = 3;

    public int MostAtOnceWhenUrgent { get; init; } = 5;

    public int MostAtOnceWhenCritical { get; init; } = 8;

    /// <summary>
    /// Whether fewer are asked at once for what is not urgent where people have used up much of their budget: all the budget gone, one at a time. Not
    /// in the notes; measured, it fills more needs of a sparse town with fewer asks (docs/benchmarks.md).
    /// </summary>
    public bool SpareTheTired { get; init; } = true;

    /// <summary>How long an ask waits for an answer before somebody else is asked instead.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromMinutes(45);

    public TimeSpan WaitWhenUrgent { get; init; } = TimeSpan.FromMinutes(15);

    public TimeSpan WaitWhenCritical { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Asks in seven days after which somebody is left in peace by anything that is not urgent; a digest is for them.</summary>
    public int SoftBudget { get; init; } = 6;

    /// <summary>Asks in seven days after which somebody is left in peace whatever it is.</summary>
    public int HardBudget { get; init; } = 10;

    /// <summary>With fewer people who may be asked than this there is no wave: a coordinator rings them.</summary>
    public int FewestForAWave { get; init; } = 5;

    /// <summary>After so many waves a coordinator is told and the need goes to the board.</summary>
    public int WavesBeforeHandOver { get; init; } = 3;

    /// <summary>The share of the time to the deadline after which the same happens, 0 to 1.</summary>
    public double HandOverAfter { get; init; } = 0.5;

    /// <summary>Whether neighbours are still asked once a coordinator has been told; ending there leaves more needs open than it saves asks.</summary>
    public bool AskOnAfterHandOver { get; init; } = true;

    /// <summary>Further than this from its deadline a need that is not urgent is for the board and the digest only.</summary>
    public TimeSpan WavesBeginBefore { get; init; } = TimeSpan.FromDays(5);

    /// <summary>Within this time no more waves begin for what is not urgent than <see cref="WavePolicy.MostNewWaves"/> says.</summary>
    public TimeSpan SpreadOver { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>So many waves may always begin in that time; of larger networks this share of those who may be asked.</summary>
    public int FewestNewWaves { get; init; } = 5;

    public double ShareOfNewWaves { get; init; } = 0.02;

    /// <summary>An area whose fill is below this share of the network's gets one more place in each wave.</summary>
    public double LowFill { get; init; } = 0.85;

    /// <summary>When more than this share of the people who may be asked are at their budget, the network asks more than it can give.</summary>
    public double AlarmAbove { get; init; } = 0.2;

    /// <summary>What a certain yes adds to the order, in points of <see cref="MatchScore"/>.</summary>
    public int AcceptancePoints { get; init; } = 100;

    /// <summary>When nobody is asked.</summary>
    public QuietHours Quiet { get; init; } = QuietHours.Default;

    /// <summary>The most who are asked at once for one place.</summary>
    public int Most(Urgency urgency) => urgency switch
    {
        Urgency.Critical => MostAtOnceWhenCritical,
        Urgency.Urgent => MostAtOnceWhenUrgent,
        _ => MostAtOnce,
    };

    /// <summary>How long an ask waits for its answer.</summary>
    public TimeSpan WaitFor(Urgency urgency) => urgency switch
    {
        Urgency.Critical => WaitWhenCritical,
        Urgency.Urgent => WaitWhenUrgent,
        _ => Wait,
    };

    /// <summary>How many asks in seven days somebody may have had before one more.</summary>
    public int Budget(Urgency urgency) => urgency >= Urgency.Urgent ? HardBudget : Math.Min(SoftBudget, HardBudget);
}
