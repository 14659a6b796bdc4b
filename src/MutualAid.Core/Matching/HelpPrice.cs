namespace MutualAid.Core.Matching;

/// <summary>
/// What one more helper of an area would have saved the last plans, for a kind of help and a quarter of a day of the week, in points of the score.
/// The plan writes it, the score reads it: a helper whose other kinds are dear here and now is kept in reserve for them. No row means 0.
/// </summary>
public sealed class HelpPrice
{
    /// <summary>The most that is kept: as much as the heaviest load takes away.</summary>
    public const int Most = 300;

    private HelpPrice()
    {
    }

    public Guid AreaId { get; private set; }

    /// <summary>The number of the kind, a bit in <c>HelperProfile.Kinds</c>.</summary>
    public short Kind { get; private set; }

    /// <summary>Which quarter of which day, 0 to 27; 0 is Monday from midnight to 6.</summary>
    public short Slot { get; private set; }

    public int Points { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>A price, kept between 0 and <see cref="Most"/>.</summary>
    public static HelpPrice Of(Guid areaId, int kind, int slot, int points, DateTimeOffset now) =>
        new() { AreaId = areaId, Kind = (short)kind, Slot = (short)slot, Points = Math.Clamp(points, 0, Most), At = now };
}
