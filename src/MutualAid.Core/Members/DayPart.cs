namespace MutualAid.Core.Members;

/// <summary>A quarter of a day, six hours each: how people tick when they are free.</summary>
public enum DayPart
{
    /// <summary>From midnight to 6.</summary>
    Night,

    /// <summary>From 6 to noon.</summary>
    Morning,

    /// <summary>From noon to 18.</summary>
    Afternoon,

    /// <summary>From 18 to midnight.</summary>
    Evening,
}
