using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Training.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class DistinctPeople : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Identity_DistinctPeople",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    FirstId = table.Column<Guid>(type: "uuid", nullable: false),
                    SecondId = table.Column<Guid>(type: "uuid", nullable: false),
                    Reason = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    JudgedBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    JudgedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Identity_DistinctPeople", x => x.Id);
                    table.CheckConstraint("CK_Identity_DistinctPeople_Order", "\"FirstId\" < \"SecondId\"");
                    table.ForeignKey(
                        name: "FK_Identity_DistinctPeople_Identity_People_FirstId",
                        column: x => x.FirstId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Identity_DistinctPeople_Identity_People_SecondId",
                        column: x => x.SecondId,
                        principalTable: "Identity_People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Identity_DistinctPeople_FirstId_SecondId",
                table: "Identity_DistinctPeople",
                columns: new[] { "FirstId", "SecondId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Identity_DistinctPeople_SecondId",
                table: "Identity_DistinctPeople",
                column: "SecondId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Identity_DistinctPeople");
        }
    }
}
