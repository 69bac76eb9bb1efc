"""First names that are usual in the Netherlands and are no ordinary word; data, no rules."""

FIRST_NAMES = frozenset(
    """Aad Aafke Aaltje Aart Abdel Abdelkader Abdellah Abdul Abdullah Achmed Adriaan Adriana Afke
    Agnes Ahmed Ahmet Aisha Aïcha Albert Alberto Albertus Aleida Alex Alexander Alexandra Alfred
    Ali Alice Alida Amber Amin Amina Amir Amira Ana Andrea Andreas Andries André Anette Angela
    Angelique Anita Anja Anke Ankie Anna Anne Anneke Annelies Annemarie Annemiek Annet Annette
    Annie Annika Anny Anouk Anouschka Ans Anthonie Anthony Antje Antoinette Anton Antonie Antonius
    Aram Arend Ariane Arie Arjan Arjen Armand Arno Arnold Arnoud Arthur Astrid Ayla Ayse Ayşe
    Azra Badr Barbara Bart Bas Bastiaan Beatrijs Bea Berend Bernadette Bernard Bernhard Bert Berta
    Bertus Betty Bianca Bilal Birgit Bjorn Björn Boudewijn Boukje Bram Brahim Brigitte Burak Caner
    Carel Carin Carla Carlo Carlos Carmen Carolien Carolina Caroline Casper Catharina Catherine
    Cathy Cecilia Cees Cemal Chantal Charlotte Chris Christa Christel Christiaan Christian
    Christina Christine Cindy Claudia Clara Claire Coen Conny Coos Cora Corina Corine Cornelia
    Cornelis Corné Corrie Cynthia Daan Daniel Daniël Danielle Daniëlle Danny Daphne Dave David
    Debbie Debora Deborah Demi Deniz Dennis Derk Diana Dick Diede Dieuwertje Dirk Dimitri Dorien
    Dorine Doris Douwe Driss Dylan Ebru Eddy Edgar Edith Edo Eduard Edwin Eefje Eelco Egbert Eline
    Elif Elisa Elisabeth Elise Ella Ellen Elly Els Elsa Elsbeth Elske Emiel Emil Emilie Emily Emma
    Emine Emre Eric Erica Erik Erika Erna Ernst Esmée Esther Evelien Evelyn Evert Eveline Fadi
    Fahd Farid Farida Fatima Fatma Fatih Feline Femke Fenna Ferdinand Ferry Fieke Filip Floris
    Florian Foppe Frances Francien Franciscus Frank Frans Fransje Frederik Freek Frits Froukje
    Gea Geert Geertje Geertruida Gerald Gerard Gerard Gerben Gerda Gerdien Gerrit Gerritje Gert
    Gertjan Gertrude Gijs Gijsbert Giovanni Glenn Gonnie Greet Greetje Gregor Guido Gülay Gürkan
    Guus Gwen Hakan Hamid Hamza Hanna Hannah Hanneke Hannie Hans Harald Hari Harm Harmen Harold
    Harrie Harry Hasan Hassan Heidi Hein Helena Helga Hella Hendrik Hendrika Henk Hennie Henny
    Henri Henriëtte Henry Herbert Herman Hermien Hester Hetty Hicham Hidde Hilda Hilde Hugo Huib
    Huub Huseyin Hüseyin Ibrahim Ida Ilham Ilona Ilse Imane Imke Imran Ina Ine Ineke Inez Inge
    Ingeborg Ingrid Irene Irma Isa Isabel Isabella Isabelle Ismail Ivo Ivan Jaap Jacco Jack Jacob
    Jacoba Jacobus Jacqueline Jacques Jamal James Jamila Jan Jana Janine Janneke Jannie Jantje
    Jantine Jarno Jasmijn Jasper Jean Jeanette Jeannette Jeffrey Jelle Jelmer Jennifer Jenny
    Jeroen Jerome Jesse Jessica Joan Joanna Job Jochem Joeri Johan Johanna Johannes John Johnny
    Jolanda Jolande Jolien Jonas Jonathan Joop Joost Joram Jordi Jordy Joris Joseph José Josephine
    Joshua Josien Jozef Judith Jules Julia Julian Juliana Juliette Jurgen Jurre Jurriaan Justin
    Kaatje Karel Karen Karim Karima Karin Karina Karlijn Kaspar Kasper Katarina Katinka Katja
    Kathleen Kees Kelly Kemal Kenan Kenneth Kevin Khadija Khalid Kim Kirsten Klaartje Klaas
    Klaske Koen Koos Kornelis Krijn Kristel Kyra Lars Latifa Laura Lauren Laurens Lea Leen
    Leendert Leila Leon Leonie Leonard Leonardus Lex Lidewij Lidia Lieke Lies Liesbeth Lieselotte
    Lilian Linda Lindsay Lisa Lisanne Lisette Loes Loek Lodewijk Lot Lotte Louis Louisa Louise
    Lourens Luc Lucas Lucia Ludo Luuk Lydia Maaike Maarten Maartje Machiel Machteld Madelon
    Magda Mahmoud Manon Manuel Marc Marcel Marcella Marco Margaretha Margot Margreet Margriet
    Maria Mariam Marian Marianne Marie Marieke Mariëlle Marije Marijke Marijn Marina Marinus Mario
    Marion Marit Marja Marjan Marjolein Marjolijn Mark Marleen Marlies Marlijn Marloes Marnix
    Marsha Marten Martha Martien Martijn Martin Martina Martine Marwan Mary Maryam Mathilde
    Mathijs Matthew Matthias Matthijs Maud Maureen Maurice Maurits Max Maxime Mees Mehmet Melanie
    Melis Melissa Melvin Menno Merel Merijn Meryem Michael Michel Michelle Michiel Mieke Miep Mike
    Mila Milan Minke Miranda Mirjam Mirthe Mohamed Mohammed Mohammad Monica Monika Monique Mounir
    Mourad Murat Mustafa Myriam Nadia Nadine Naima Najat Nanda Natalie Natascha Natasja Nathalie
    Nelleke Nellie Nelly Nick Nicky Nico Nicolaas Nicole Nicolette Niek Niels Nienke Nina Noa Noor
    Noortje Nora Noël Olaf Olga Oliver Olivier Omar Onno Oscar Osman Otto Ousama Özlem Paul Paula
    Paulien Pauline Paulus Pepijn Petra Petronella Peter Philip Philippe Pieter Piet Pieternel Pim
    Quinten Quirijn Rachel Rachid Rafael Ralf Ralph Ramon Rashid Raymond Rebecca Reinder Reinier
    Reinout Remco Remy René Renate Renée Renske Ria Richard Rick Rien Rik Rinus Rita Ritske Rob
    Robbert Robert Robin Rochelle Roderick Rody Roel Roeland Roelof Roger Rogier Roland Rolf Romy
    Ron Ronald Ronnie Rosa Rosalie Rosanne Rudi Rudolf Rudy Ruben Rupert Ruud Ruth Ruurd Saar
    Saida Said Salima Salma Sam Samantha Samir Samira Samuel Sander Sandra Sanne Sara Sarah Saskia
    Sebastiaan Sebastian Selma Selim Serge Sergio Serkan Sharon Sheila Shirley Sietse Silvia
    Simon Simone Sjaak Sjaan Sjoerd Sjors Sjouke Sofie Sofia Sonja Sophie Soraya Soufiane Souad
    Stan Stef Stefan Stefanie Stella Stephan Stephanie Steven Stijn Suleyman Susan Susanne Suzan
    Suzanne Sven Sylvia Sybren Taco Tamara Tanja Tara Teun Teunis Thea Theo Theodora Theodorus
    Thera Theresa Thijs Thomas Tiemen Tim Timo Tineke Tjeerd Tjitske Tobias Tom Ton Tonny Toon
    Toos Trea Trijntje Trudy Truus Twan Ulrike Umar Ursula Usha Valentijn Valerie Vanessa Vera
    Veronica Victor Vincent Vivian Wanda Ward Wendy Wesley Wessel Wiebe Wieger Wietske Willem
    Willemien Willemijn Wilfred Wilhelmina Wilma Wim Wouter Wout Xander Yara Yasemin Yasin Yasmin
    Yasmina Yassin Yassine Yolanda Youri Youssef Yusuf Yvette Yvon Yvonne Zahra Zara Zeynep Zoë
    Zohra Zoran
    Abdelhak Aleid Anniek Annemiek Anniek Arianne Aukje Auke Aysel Baukje Beau Bep Bob Bodhi Bregje
    Brecht Britt Charly Corrie Cor Dagmar Dana Dave Dewi Diederik Dilan Dilara Dirkje Dolf Durk
    Elianne Eelke Esma Eva Ewout Ezra Fenne Ferit Fred Gerlof Gerlinde Gina Gonda Grietje Halil
    Hajar Hatice Hayat Heleen Henriette Herma Houda Ids Ien Isabelle Iwan Jade Jannes Jannigje Jeff
    Jerry Jet Jetske Jikke Jim Joep Joke Jorrit Jos Josje Judy Julius Jurjen Karst Kaya Ko Koosje
    Laila Leny Lianne Lideweij Linde Lineke Lizzy Lobke Loubna Luca Lucie Lukas Maikel Malika Marlou
    Mart Maryse Meike Meindert Meta Mina Mo Naomi Nancy Neeltje Nel Nelly Nicolien Nils Nisa Noud
    Odette Okke Oussama Pascal Pascalle Patricia Patrick Patrick Pepijn Petrus Puck Quincy Reda
    Regina Reina Reinard Reinoud Rens Rianne Richèl Riet Rinske Rosita Roxanne Sabine Sabrina Sami
    Sascha Sem Senna Sergej Siebe Siem Sietske Sijmen Sil Simon Sjoukje Suze Sytse Tariq Ted Teuntje
    Thomas Tiny Tirza Toine Trees Trix Tygo Veerle Vincent Wietse Wiebren Wilco Willy Winston
    Wytse Yoni Ziggy""".split()
)
