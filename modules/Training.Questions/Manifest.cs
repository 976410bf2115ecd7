using Training.Modules;

[assembly: Module(
    Name = "Questions",
    Description = "The question bank, and the quizzes of courses: questions of every type, attempts, marks, statistics.",
    Dependencies = ["Training.Courses", "Training.Identity", "Training.Media", "Training.Organizations", "Training.Techniques"])]
