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
