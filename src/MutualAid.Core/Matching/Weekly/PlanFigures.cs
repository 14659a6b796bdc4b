namespace MutualAid.Core.Matching.Weekly;

/// <summary>What one way of sharing out the week comes to.</summary>
/// <param name="Filled">Places that have somebody.</param>
/// <param name="Unmet">Points of priority left empty (<see cref="NeedPriority"/>).</param>
/// <param name="MostLoad">The most that one helper would carry in a week, with what they carry already.</param>
/// <param name="LoadSpread">Gini, in thousandths, of the load by each one's weekly limit, the weekly mean of the last four weeks with it, among those who could do anything: 0 is evenly shared.</param>
/// <param name="Metres">On average from the middle of one square to the middle of the other.</param>
public sealed record WayFigures(int Filled, long Unmet, int MostLoad, int LoadSpread, int Metres);

/// <summary>The plan beside what people do without one, on the same needs, helpers and rules.</summary>
/// <param name="Places">Places that want somebody.</param>
/// <param name="Priority">Points of priority of all of them.</param>
/// <param name="Parts">Parts looked at.</param>
/// <param name="Helpers">Helpers looked at.</param>
/// <param name="Options">Pairs that the rules allow.</param>
/// <param name="LongestWait">Days that the longest waiting need has waited.</param>
/// <param name="LongestWaitLeft">The same among those that stay without somebody.</param>
public sealed record PlanFigures(
    int Places, long Priority, int Parts, int Helpers, long Options, int LongestWait, int LongestWaitLeft,
    WayFigures Plan, WayFigures Nearest, WayFigures FirstCome);
