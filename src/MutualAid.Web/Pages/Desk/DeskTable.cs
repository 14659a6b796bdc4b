using MutualAid.Core.Desk;

namespace MutualAid.Web.Pages.Desk;

/// <summary>The tabs of the desk: which one is open, and what is worth counting.</summary>
public sealed record DeskTabs(string Current, int? Needs, int ToMeet);

/// <summary>A table of needs with its caption; <paramref name="Opened"/> is marked as the one in the drawer.</summary>
public sealed record DeskTable(string Caption, IReadOnlyList<DeskRow> Rows, Guid? Opened);
