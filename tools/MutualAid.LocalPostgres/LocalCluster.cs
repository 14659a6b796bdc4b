namespace MutualAid.LocalPostgres;

/// <summary>A private PostgreSQL cluster made from the installed server binaries.</summary>
public static class LocalCluster
{
}
