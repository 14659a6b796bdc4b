namespace MutualAid.Core.Members;

/// <summary>How well the network knows a helper. Each kind of help names the lowest level that may take it on.</summary>
public enum Vetting
{
    /// <summary>Registered; nobody has talked to them yet.</summary>
    New,

    /// <summary>A coordinator has talked to them.</summary>
    Approved,

    /// <summary>References or a background check are in, until a date.</summary>
    Checked,
}

public static class VettingLevels
{
    /// <summary>The level that counts on a day: a check whose last day has passed counts as approved.</summary>
    public static Vetting On(this Vetting level, DateOnly? checkedUntil, DateOnly day) =>
        level == Vetting.Checked && checkedUntil < day ? Vetting.Approved : level;
}
