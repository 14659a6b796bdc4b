using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MutualAid.Core.Data.Migrations
{
    /// <inheritdoc />
    public partial class HouseholdMerges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "household_merge",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kept_id = table.Column<Guid>(type: "uuid", nullable: false),
                    gone_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    need_ids = table.Column<List<Guid>>(type: "uuid[]", nullable: false),
                    blocks_made = table.Column<List<Guid>>(type: "uuid[]", nullable: false),
                    blocked_by_made = table.Column<List<Guid>>(type: "uuid[]", nullable: false),
                    wishes_before = table.Column<int>(type: "integer", maxLength: 24, nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_household_merge", x => x.id);
                    table.ForeignKey(
                        name: "fk_household_merge_member_by_id",
                        column: x => x.by_id,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_household_merge_member_gone_id",
                        column: x => x.gone_id,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_household_merge_member_kept_id",
                        column: x => x.kept_id,
                        principalTable: "member",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "household_merge_recent",
                table: "household_merge",
                column: "at",
                filter: "undone_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "household_merged_once",
                table: "household_merge",
                column: "gone_id",
                unique: true,
                filter: "undone_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_household_merge_by_id",
                table: "household_merge",
                column: "by_id");

            migrationBuilder.CreateIndex(
                name: "ix_household_merge_kept_id",
                table: "household_merge",
                column: "kept_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "household_merge");
        }
    }
}
