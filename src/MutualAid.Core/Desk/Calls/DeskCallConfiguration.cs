using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MutualAid.Core.Members;
using MutualAid.Core.Needs;

namespace MutualAid.Core.Desk;

internal sealed class DeskCallConfiguration : IEntityTypeConfiguration<DeskCall>
{
    public void Configure(EntityTypeBuilder<DeskCall> call)
    {
        call.ToTable("desk_call");
        call.Property(c => c.Id).ValueGeneratedNever();
        call.HasOne<Need>().WithMany().HasForeignKey(c => c.NeedId).OnDelete(DeleteBehavior.Cascade);
        call.HasOne<Member>().WithMany().HasForeignKey(c => c.ById).OnDelete(DeleteBehavior.Restrict);
        call.HasIndex(c => new { c.NeedId, c.At });
    }
}

internal sealed class DeskMarkConfiguration : IEntityTypeConfiguration<DeskMark>
{
    public void Configure(EntityTypeBuilder<DeskMark> mark)
    {
        mark.ToTable("desk_mark");
        mark.HasKey(m => m.NeedId);
        mark.Property(m => m.NeedId).ValueGeneratedNever();
        mark.HasOne<Need>().WithOne().HasForeignKey<DeskMark>(m => m.NeedId).OnDelete(DeleteBehavior.Cascade);
        mark.HasOne<Member>().WithMany().HasForeignKey(m => m.HolderId).OnDelete(DeleteBehavior.SetNull);
        mark.HasIndex(m => m.RingAgainOn).HasFilter("ring_again_on IS NOT NULL").HasDatabaseName("desk_mark_ring_again");
    }
}
