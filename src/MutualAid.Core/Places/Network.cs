using MutualAid.Core.Common;

namespace MutualAid.Core.Places;

/// <summary>The network this server belongs to: its name, its phone, its clock and where its map begins. One row.</summary>
public sealed class Network
{
    public const int OnlyId = 1;
    public const int NameMaxLength = 60;

    private Network()
    {
    }

    public int Id { get; private set; } = OnlyId;

    public string Name { get; private set; } = "";

    /// <summary>The number for people who would rather talk.</summary>
    public string Phone { get; private set; } = "";

    /// <summary>When the phone is answered, such as "9 to 7".</summary>
    public string PhoneHours { get; private set; } = "";

    /// <summary>IANA name of the time zone all plans are written in.</summary>
    public string TimeZone { get; private set; } = "";

    /// <summary>Where the local plane has its zero, in degrees. Metres are measured east and north of it.</summary>
    public double OriginLatitude { get; private set; }

    public double OriginLongitude { get; private set; }

    /// <summary>False until somebody set the origin on purpose; the first import of areas then sets it.</summary>
    public bool OriginIsSet { get; private set; }

    /// <summary>Whether a coordinator looks at needs posted without an account before helpers see them.</summary>
    public bool ReviewGuestNeeds { get; private set; }

    public uint Version { get; private set; }

    public static Network Found(string name, string phone, string phoneHours, string timeZone) =>
        new() { Name = name, Phone = phone, PhoneHours = phoneHours, TimeZone = timeZone };

    /// <summary>Moves the zero of the map. Everything measured from the old zero has to be measured again, so it is done before the first need.</summary>
    public void SetOrigin(double latitude, double longitude) =>
        (OriginLatitude, OriginLongitude, OriginIsSet) = (latitude, longitude, true);

    /// <summary>Chooses whether needs posted without an account wait for a coordinator's look.</summary>
    public void ReviewGuests(bool review) => ReviewGuestNeeds = review;

    public NetworkClock Clock() => NetworkClock.ForZone(TimeZone) ?? new NetworkClock(TimeZoneInfo.Utc);
}
